/**
 * Learning on from a shipped bundle: what it knows of titles joins the new people as pseudo-people, so it speaks where the
 * new data are few and fades where they are many.
 */
import { columnSums, type Entry, type Sparse, sparseOf } from '../../lib/math/sparse.ts';
import { mean, standardDeviation } from '../../lib/math/statistics.ts';
import { dot } from '../../lib/math/vector.ts';
import type { Dataset } from '../dataset.ts';
import { ndcgOf, validationParts } from '../evaluation/tuning.ts';
import { gradeRatings } from '../graph/grading.ts';
import { keptTitles, restrictToTitles } from '../graph/graph.ts';
import { filterEvidence, type GraphFilter } from '../graph/graph-filter.ts';
import { historyOf, type ModelKind, type Progress } from '../model.ts';
import { type Knowledge, squaresOf } from './bundle-knowledge.ts';

/** How many new people one of the bundle's people counts as. */
const TRUST_CHOICES = [0, 1 / 4, 4];
const PLAIN_TRUST = 1;

/** Fewer new people than this cannot be held out three times; then everyone counts the same. */
const LEAST_PEOPLE = 6;

/**
 * The bundle's XᵀX is about λ V diag(h / (1 − h)) Vᵀ with Z = V √h, so h_k = ‖Z_:k‖² and its pseudo-people are the rows
 * √(λ / (1 − h_k)) Z_:kᵀ. √trust times those under the new people's rows, and the closed form as ever: trust 1 is about what
 * training on everyone at once gives, trust 0 forgets the bundle, and with no new people the bundle's vectors come out.
 */
export function fitWarmStart(
  training: Dataset,
  knowledge: Knowledge,
  trust: number,
  seed: number,
): GraphFilter {
  const { parameters } = knowledge;
  const own = gradeRatings(training.ratings, parameters.grade);
  const pseudo = pseudoPeople(knowledge, training.items.length, trust);
  const kept = keptTitles(training, parameters.leastRatings);
  const rows = trust === 0 ? kept : Int32Array.from(new Set([...kept, ...knowledge.columns])).sort();
  const likes = columnSums(gradeRatings(training.ratings, 'likes'));
  knowledge.columns.forEach((column, row) => {
    likes[column]! += trust * knowledge.likes[row]!;
  });
  const squares = dot(own.values, own.values) + trust * squaresOf(knowledge);
  const people = training.people.length + trust * knowledge.people;
  const filter = filterEvidence(
    {
      items: training.items.length,
      rows,
      x: restrictToTitles(stack(pseudo, own), rows),
      likes: Float32Array.from(rows, (column) => Math.round(likes[column]!)),
      lambda: (parameters.ridge * squares) / people,
    },
    parameters,
    seed,
  );
  return { ...filter, hyperParameters: { ...parameters, trust, people, bundle: knowledge.version } };
}

/** √trust √(λ / (1 − h_k)) Z_:kᵀ → [dimensions × items] */
function pseudoPeople(knowledge: Knowledge, items: number, trust: number): Sparse {
  const { vectors, dimensions, columns, parameters, people } = knowledge;
  const lambda = (parameters.ridge * squaresOf(knowledge)) / people;
  const entries: Entry[] = [];
  for (let k = 0; k < dimensions && trust > 0; k++) {
    let share = 0;
    for (let place = k; place < vectors.length; place += dimensions) share += vectors[place]! ** 2;
    const factor = Math.sqrt((trust * lambda) / Math.max(1 - share, 1e-6));
    columns.forEach((column, row) => {
      entries.push([k, column, factor * vectors[row * dimensions + k]!]);
    });
  }
  return sparseOf(trust > 0 ? dimensions : 0, items, entries);
}

function stack(above: Sparse, below: Sparse): Sparse {
  const first = above.indices.length;
  const offsets = new Int32Array(above.rows + below.rows + 1);
  const indices = new Int32Array(first + below.indices.length);
  const values = new Float32Array(indices.length);
  offsets.set(above.offsets);
  below.offsets.forEach((offset, row) => {
    offsets[above.rows + row] = first + offset;
  });
  indices.set(above.indices);
  indices.set(below.indices, first);
  values.set(above.values);
  values.set(below.values, first);
  return { rows: above.rows + below.rows, columns: below.columns, offsets, indices, values };
}

/** The same under the contract of all models, for one bundle. */
export function warmStart(knowledge: Knowledge): ModelKind {
  return {
    name: 'warm-start',
    fit: (training, { seed }, progress) =>
      fitWarmStart(training, knowledge, chooseTrust(training, knowledge, seed, progress), seed),
  };
}

/**
 * Trust by held-out new people. It leaves 1 only for a choice that is better by more than the standard error of the
 * difference, person by person: few people cannot say, and then everyone counts the same.
 */
export function chooseTrust(
  dataset: Dataset,
  knowledge: Knowledge,
  seed: number,
  progress: Progress,
): number {
  if (dataset.people.length < LEAST_PEOPLE) return PLAIN_TRUST;
  const parts = validationParts(dataset, seed);
  const choices = [PLAIN_TRUST, ...TRUST_CHOICES];
  const qualities = choices.map((trust, index) => {
    progress(index / choices.length);
    return parts.flatMap((part) => {
      const model = fitWarmStart(part.training, knowledge, trust, seed);
      return part.cases.map((one) => ndcgOf(model.score(historyOf(one.known)), one));
    });
  });
  const gains = qualities.map((quality) => {
    const differences = quality.map((value, person) => value - qualities[0]![person]!);
    const error = standardDeviation(differences) / Math.sqrt(Math.max(differences.length, 1));
    return mean(differences) > error ? mean(differences) : 0;
  });
  return choices[gains.indexOf(Math.max(...gains))]!;
}
