/** What the models trained by gradient share: examples cut from histories, negatives by popularity, the loss and its gradient. */
import { permutation, type Random } from '../../lib/math/random.ts';
import type { Sparse } from '../../lib/math/sparse.ts';
import { addScaled, type Dense, dot } from '../../lib/math/vector.ts';

/** The likes of one person (a row) in two parts: what the model may read and what it has to find. */
export type Example = { readonly person: number; readonly inputs: Int32Array; readonly targets: Int32Array };

/** At most so many targets of one person in one step. */
const MOST_TARGETS = 8;

/** Negatives go by popularity to this power (Mikolov et al. 2013). */
const POWER = 0.75;

/**
 * An example of everyone with two likes or more, or of `most` people drawn by chance. Half of them keep a short history,
 * from `leastInputs` titles up.
 */
export function drawExamples(
  likes: Sparse,
  leastInputs: 0 | 1,
  random: Random,
  most = likes.rows,
): Example[] {
  const examples: Example[] = [];
  const people = most < likes.rows ? permutation(likes.rows, random).subarray(0, most).sort() : undefined;
  for (let place = 0; place < (people?.length ?? likes.rows); place++) {
    const person = people ? people[place]! : place;
    const [start, end] = [likes.offsets[person]!, likes.offsets[person + 1]!];
    if (end - start < 2) continue;
    const shuffled = permutation(end - start, random).map((rank) => likes.indices[start + rank]!);
    const hidden = Math.min(MOST_TARGETS, Math.ceil(shuffled.length / 2));
    const rest = shuffled.subarray(hidden);
    const length = random() < 0.5 ? rest.length : Math.floor((rest.length + 1) ** random()) - 1 + leastInputs;
    examples.push({
      person,
      inputs: rest.subarray(0, Math.min(length, rest.length)),
      targets: shuffled.subarray(0, hidden),
    });
  }
  return examples;
}

/** items [count] and log(count · q) of each, q the chance that it is drawn. */
export type Negatives = { readonly items: Int32Array; readonly logExpected: Float64Array };

/** Draws titles by counts^¾. A title that nobody liked is never drawn. */
export function negativeSampler(counts: Dense, random: Random): (count: number) => Negatives {
  const cumulated = new Float64Array(counts.length);
  let total = 0;
  counts.forEach((count, item) => {
    total += count ** POWER;
    cumulated[item] = total;
  });
  return (count) => {
    const items = Int32Array.from({ length: count }, () => firstAbove(cumulated, random() * total));
    const logExpected = Float64Array.from(items, (item) =>
      Math.log((count * counts[item]! ** POWER) / total),
    );
    return { items, logExpected };
  };
}

function firstAbove(ascending: Float64Array, value: number): number {
  let [low, high] = [0, ascending.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! > value) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * One person [width] against titles [items × width]: mean over targets t of −log(e^s_t / Z), s = scale · person · title,
 * Z = e^s_t + Σ_negatives e^s_c / (count · q_c), an unbiased estimate of the sum over all titles (Bengio and Senécal 2008).
 * Adds `share` times the gradients and returns `share` times the loss.
 */
export function addSoftmaxLoss(
  person: Float64Array,
  titles: Float64Array,
  targets: Int32Array,
  negatives: Negatives,
  scale: number,
  share: number,
  into: { person: Float64Array; titles: Float64Array },
): number {
  const width = person.length;
  const scoreOf = (item: number) => scale * dot(person, titles, 0, item * width, width);
  const pull = (item: number, slope: number) => {
    addScaled(into.person, slope * scale, titles, item * width, width);
    const row = item * width;
    for (let index = 0; index < width; index++) into.titles[row + index]! += slope * scale * person[index]!;
  };
  const logits = Float64Array.from(
    negatives.items,
    (item, place) => scoreOf(item) - negatives.logExpected[place]!,
  );
  const highest = logits.reduce((high, logit) => Math.max(high, logit), Number.NEGATIVE_INFINITY);
  const crowd = logits.reduce((sum, logit) => sum + Math.exp(logit - highest), 0);
  let [loss, missed] = [0, 0];
  for (const target of targets) {
    const margin = scoreOf(target) - highest - Math.log(crowd);
    const chance = 1 / (1 + Math.exp(-margin));
    loss += margin > -30 ? Math.log1p(Math.exp(-margin)) : -margin;
    missed += 1 - chance;
    pull(target, (-(1 - chance) * share) / targets.length);
  }
  logits.forEach((logit, place) => {
    const chance = (Math.exp(logit - highest) / crowd) * (missed / targets.length);
    pull(negatives.items[place]!, chance * share);
  });
  return (loss / targets.length) * share;
}
