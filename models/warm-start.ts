/**
 * Learning on from a shipped bundle: what it knows of titles joins the new people as pseudo-people, so it speaks where the
 * new data are few and fades where they are many.
 */
import { foldAccents } from '../db/seed/slug.ts';
import type { Bundle } from '../lib/inference/bundle.ts';
import { columnSums, type Entry, type Sparse, sparseOf } from '../lib/math/sparse.ts';
import { mean, standardDeviation } from '../lib/math/statistics.ts';
import { dot } from '../lib/math/vector.ts';
import type { Dataset, Item } from './dataset.ts';
import { GRADES, type Grade, gradeRatings } from './grading.ts';
import { keptTitles, restrictToTitles } from './graph.ts';
import { filterEvidence, type GraphFilter, type GraphFilterParameters } from './graph-filter.ts';
import { matchTitles } from './matching.ts';
import { historyOf, type ModelKind, type Progress } from './model.ts';
import { ndcgOf, validationParts } from './tuning.ts';

/** How many new people one of the bundle's people counts as. */
const TRUST_CHOICES = [0, 1 / 4, 4];
const PLAIN_TRUST = 1;

/** Fewer new people than this cannot be held out three times; then everyone counts the same. */
const LEAST_PEOPLE = 6;

/** What a bundle knows, in the columns of a data set. */
export type Knowledge = {
  readonly version: string;
  readonly people: number;
  readonly parameters: GraphFilterParameters;
  /** The column of each of the bundle's rows. */
  readonly columns: Int32Array;
  /** Z [rows × dimensions]. */
  readonly vectors: Float32Array;
  readonly dimensions: number;
  /** How many of the bundle's people liked a title, rated it, and how on average [rows]. */
  readonly likes: Float32Array;
  readonly ratings: Float32Array;
  readonly meanRatings: Float32Array;
  /** The bundle's catalogue titles [rows]. */
  readonly slugs: readonly (string | null)[];
};

/** The new data with the bundle's other titles as further columns, which nobody new has rated, and what it knows of all of them. */
export function joinKnowledge(
  dataset: Dataset,
  slugs: readonly (string | null)[],
  bundle: Bundle,
): { readonly dataset: Dataset; readonly knowledge: Knowledge } {
  const { manifest, titles } = bundle;
  const columns = new Int32Array(titles.length).fill(-1);
  joinByName(dataset.items, bundle).forEach((row, column) => {
    if (row !== null) columns[Number(row)] = column;
  });
  const bySlug = new Map(slugs.map((slug, column) => [slug, column]));
  const taken = new Set(columns);
  const items: Item[] = [...dataset.items];
  const ids = new Set(items.map(({ movieId }) => movieId));
  titles.forEach(({ slug, movieId, title, year }, row) => {
    if (columns[row] !== -1) return;
    const sameSlug = slug === null ? undefined : bySlug.get(slug);
    if (sameSlug !== undefined && !taken.has(sameSlug)) {
      taken.add(sameSlug);
      columns[row] = sameSlug;
      return;
    }
    columns[row] = items.length;
    items.push({ movieId: freeId(ids, movieId), title: year === null ? title : `${title} (${year})` });
  });
  return {
    dataset: { ...dataset, items, ratings: { ...dataset.ratings, columns: items.length } },
    knowledge: {
      version: manifest.version,
      people: Number(manifest.hyperParameters.people ?? manifest.data.people),
      parameters: parametersOf(bundle),
      columns,
      vectors: bundle.titleVectors,
      dimensions: manifest.dimensions,
      likes: Float32Array.from(titles, ({ likes }) => likes),
      ratings: Float32Array.from(titles, ({ ratings }) => ratings),
      meanRatings: Float32Array.from(titles, ({ meanRating }) => meanRating),
      slugs: titles.map(({ slug }) => slug),
    },
  };
}

function parametersOf({ folder, manifest: { hyperParameters: given } }: Bundle): GraphFilterParameters {
  const numberOf = (name: string) => {
    if (typeof given[name] !== 'number')
      throw new Error(
        `${folder}: hyperParameters.${name} is missing; only a graph filter can be learned on from`,
      );
    return given[name];
  };
  if (!Object.hasOwn(GRADES, given.grade ?? ''))
    throw new Error(
      `${folder}: hyperParameters.grade is ${given.grade}, none of ${Object.keys(GRADES).join(', ')}`,
    );
  return {
    grade: given.grade as Grade,
    ridge: numberOf('ridge'),
    encodeExponent: numberOf('encodeExponent'),
    decodeExponent: numberOf('decodeExponent'),
    rank: numberOf('rank'),
    neighbours: numberOf('neighbours'),
    leastRatings: numberOf('leastRatings'),
    coWatch: numberOf('coWatch'),
    prior: numberOf('prior'),
    population: numberOf('population'),
  };
}

/** For each item the bundle's row of the same name and year, as text, or null. */
function joinByName(items: readonly Item[], { titles }: Bundle): (string | null)[] {
  const named = titles.flatMap(({ title, year }, row) =>
    year === null ? [] : [{ title, originalTitle: title, year, slug: String(row) }],
  );
  return matchTitles(
    items.map(({ title }) => title),
    named,
    foldAccents,
  );
}

function freeId(taken: Set<number>, wanted: number): number {
  let id = wanted;
  while (taken.has(id)) id++;
  taken.add(id);
  return id;
}

/**
 * The bundle's XᵀX is about λ V diag(h / (1 − h)) Vᵀ with Z = V √h, so h_k = ‖Z_:k‖² and its pseudo-people are the rows
 * √(λ / (1 − h_k)) Z_:kᵀ. √trust times those under the new people's rows, and the closed form as ever: trust 1 is about what
 * training on everyone at once gives, trust 0 forgets the bundle, and with no new people the bundle itself comes out.
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

/** About ‖X‖² of the bundle's people: each rating as if it were the title's mean. */
function squaresOf({ parameters: { grade }, likes, ratings, meanRatings }: Knowledge): number {
  if (grade === 'likes') return likes.reduce((sum, count) => sum + count, 0);
  return ratings.reduce((sum, count, row) => sum + count * GRADES[grade](meanRatings[row]!) ** 2, 0);
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
