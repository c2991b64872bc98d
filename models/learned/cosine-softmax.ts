/** The loss of the models that compare directions: sampled softmax over scale · cosine(person, title), and its slopes. */
import { addScaled, type Dense, dot } from '../../lib/math/vector.ts';
import type { Negatives } from './sampled-softmax.ts';

export type CosineBatch = {
  /** One row a person, [people × width], of any length. */
  readonly people: Float64Array;
  /** [items × width], of any length. */
  readonly titles: Dense;
  readonly width: number;
  /** What each person should be near. */
  readonly targets: readonly Int32Array[];
  readonly negatives: Negatives;
  /** 1 / temperature: how far a cosine of 1 stands above one of 0. */
  readonly scale: number;
};

export type CosineSlopes = {
  readonly loss: number;
  readonly people: Float64Array;
  readonly titles: Float64Array;
};

/**
 * Mean over people of the mean over targets t of −log(e^s_t / Z), Z = e^s_t + Σ_negatives e^s_c / (count · q_c), as in
 * `addSoftmaxLoss`, for a whole batch at once: the negatives' rows are gathered once and read in order.
 */
export function cosineSoftmax({
  people,
  titles,
  width,
  targets,
  negatives,
  scale,
}: CosineBatch): CosineSlopes {
  const { rows, placeOf } = numberTouched(targets, negatives, titles.length / width);
  const raw = gatherRows(titles, rows, width);
  const [users, units] = [unitRows(people, width), unitRows(raw, width)];
  const places = negatives.items.map((item) => placeOf[item]!);
  const crowd = gatherRows(units, places, width);
  const slopes = {
    users: new Float64Array(users.length),
    units: new Float64Array(units.length),
    crowd: new Float64Array(crowd.length),
  };
  const chances = new Float64Array(places.length);
  let loss = 0;
  targets.forEach((own, person) => {
    const user = users.subarray(person * width, (person + 1) * width);
    const slope = slopes.users.subarray(person * width, (person + 1) * width);
    const logZ = softmaxOfCrowd(chances, crowd, user, negatives.logExpected, scale);
    let missed = 0;
    for (const target of own) {
      const row = placeOf[target]! * width;
      const margin = scale * dot(user, units, 0, row, width) - logZ;
      const share = 1 / (1 + Math.exp(margin)) / (own.length * targets.length);
      loss += softplus(-margin) / (own.length * targets.length);
      missed += share;
      addScaled(slope, -share * scale, units, row, width);
      addScaled(slopes.units.subarray(row, row + width), -share * scale, user);
    }
    pushCrowd(chances, missed * scale, crowd, user, slope, slopes.crowd);
  });
  scatterRows(slopes.units, places, slopes.crowd, width);
  const titleSlopes = new Float64Array(titles.length);
  scatterRows(titleSlopes, rows, slopeBeforeUnit(raw, slopes.units, width), width);
  return { loss, people: slopeBeforeUnit(people, slopes.users, width), titles: titleSlopes };
}

/** The items that anyone's loss reads, each once, and where each of them stands in that list. */
function numberTouched(
  targets: readonly Int32Array[],
  { items }: Negatives,
  count: number,
): { readonly rows: Int32Array; readonly placeOf: Int32Array } {
  const placeOf = new Int32Array(count).fill(-1);
  const rows: number[] = [];
  for (const part of [items, ...targets]) {
    for (const item of part) {
      if (placeOf[item] === -1) placeOf[item] = rows.push(item) - 1;
    }
  }
  return { rows: Int32Array.from(rows), placeOf };
}

/** chances_c ∝ e^(scale · user · crowd_c) / expected_c, summing to 1 → log of what they were divided by. */
function softmaxOfCrowd(
  chances: Float64Array,
  crowd: Float64Array,
  user: Float64Array,
  logExpected: Float64Array,
  scale: number,
): number {
  const width = user.length;
  let place = 0;
  for (; place + 4 <= chances.length; place += 4) dotFour(chances, place, crowd, user);
  for (; place < chances.length; place++) chances[place] = dot(user, crowd, 0, place * width, width);
  let highest = Number.NEGATIVE_INFINITY;
  for (place = 0; place < chances.length; place++) {
    const logit = scale * chances[place]! - logExpected[place]!;
    chances[place] = logit;
    if (logit > highest) highest = logit;
  }
  let sum = 0;
  for (place = 0; place < chances.length; place++) {
    chances[place] = Math.exp(chances[place]! - highest);
    sum += chances[place]!;
  }
  for (place = 0; place < chances.length; place++) chances[place]! /= sum;
  return highest + Math.log(sum);
}

/** Four inner products at once: none waits for another. */
function dotFour(to: Float64Array, place: number, crowd: Float64Array, user: Float64Array): void {
  const width = user.length;
  const a = place * width;
  const [b, c, d] = [a + width, a + 2 * width, a + 3 * width];
  let [sa, sb, sc, sd] = [0, 0, 0, 0];
  for (let index = 0; index < width; index++) {
    const value = user[index]!;
    sa += value * crowd[a + index]!;
    sb += value * crowd[b + index]!;
    sc += value * crowd[c + index]!;
    sd += value * crowd[d + index]!;
  }
  to[place] = sa;
  to[place + 1] = sb;
  to[place + 2] = sc;
  to[place + 3] = sd;
}

/** Everyone of the crowd away from the user and the user away from them, by their chance. */
function pushCrowd(
  chances: Float64Array,
  factor: number,
  crowd: Float64Array,
  user: Float64Array,
  userSlope: Float64Array,
  crowdSlopes: Float64Array,
): void {
  const width = user.length;
  for (let place = 0; place < chances.length; place++) {
    const push = factor * chances[place]!;
    const row = place * width;
    for (let index = 0; index < width; index++) {
      userSlope[index]! += push * crowd[row + index]!;
      crowdSlopes[row + index]! += push * user[index]!;
    }
  }
}

/** log(1 + eˣ), also where eˣ is too large a number. */
function softplus(x: number): number {
  return x > 30 ? x : Math.log1p(Math.exp(x));
}

function gatherRows(matrix: Dense, rows: Int32Array, width: number): Float64Array {
  const gathered = new Float64Array(rows.length * width);
  rows.forEach((row, place) => {
    gathered.set(matrix.subarray(row * width, (row + 1) * width), place * width);
  });
  return gathered;
}

/** target's row rows[p] += row p of `given`. */
function scatterRows(target: Float64Array, rows: Int32Array, given: Float64Array, width: number): void {
  rows.forEach((row, place) => {
    addScaled(target.subarray(row * width, (row + 1) * width), 1, given, place * width, width);
  });
}

/** Every row divided by its length; a row of zeros stays. */
export function unitRows(raw: Dense, width: number): Float64Array {
  const unit = new Float64Array(raw);
  for (let start = 0; start < raw.length; start += width) {
    const length = Math.sqrt(dot(raw, raw, start, start, width)) || 1;
    for (let index = start; index < start + width; index++) unit[index]! /= length;
  }
  return unit;
}

/** u = r / ‖r‖: dL/dr = (dL/du − (dL/du · u) u) / ‖r‖, row by row, in place. */
function slopeBeforeUnit(raw: Dense, slopes: Float64Array, width: number): Float64Array {
  for (let start = 0; start < raw.length; start += width) {
    const square = dot(raw, raw, start, start, width);
    if (square === 0) continue;
    const along = dot(slopes, raw, start, start, width) / square;
    const length = Math.sqrt(square);
    for (let index = start; index < start + width; index++)
      slopes[index] = (slopes[index]! - along * raw[index]!) / length;
  }
  return slopes;
}
