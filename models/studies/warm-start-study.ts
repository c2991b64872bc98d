/** What learning on from a bundle is worth: an operator with few people of their own, the bundle alone, their data alone, both. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Bundle, readBundle } from '../../lib/inference/bundle.ts';
import { permutation, seededRandom } from '../../lib/math/random.ts';
import { type Estimate, estimateMean } from '../../lib/math/statistics.ts';
import { casesOf, type Dataset, splitPeople, takePeople } from '../dataset.ts';
import { ndcgOf } from '../evaluation/tuning.ts';
import { fitGraphFilter } from '../graph/graph-filter.ts';
import { graphFilter, tuneGraphFilter } from '../graph/graph-tuning.ts';
import { historyOf, type Model } from '../model.ts';
import { showProgress } from '../progress.ts';
import { joinKnowledge } from '../publishing/bundle-knowledge.ts';
import { publishBundle } from '../publishing/publish.ts';
import { warmStart } from '../publishing/warm-start.ts';

const SPLITS = 5;
const NEW_PEOPLE = [10, 30, 100, 300];
/** At most so much of those who are not tested are new; the bundle is made of the rest. */
const NEW_SHARE = 0.62;
const KNOWN = [1, 5, Number.POSITIVE_INFINITY];

const quiet = () => {};

type Compared = 'bundle' | 'new data' | 'both' | 'pooled';
const COMPARED: readonly Compared[] = ['bundle', 'new data', 'both', 'pooled'];

/** NDCG@100 per tested person, under `new people, known likes`. */
type Qualities = Map<string, Record<Compared, number[]>>;

/** → the table as text. Everyone is tested once; `pooled` trains on the bundle's people themselves, which an operator never has. */
export function studyWarmStart(dataset: Dataset, seed: number): string {
  const most = dataset.people.length * (1 - 1 / SPLITS) * NEW_SHARE;
  const sizes = NEW_PEOPLE.filter((size) => size <= most);
  if (sizes.length === 0 || dataset.test)
    throw new Error(
      `${dataset.name}: the study needs ratings of some hundred people without a test part of their own`,
    );
  const qualities: Qualities = new Map();
  const trusted: string[] = [];
  const progress = showProgress('study the warm start');
  splitPeople(dataset.people.length, SPLITS, seed).forEach(({ training, heldOut }, split) => {
    const order = permutation(training.length, seededRandom(seed + split)).map((place) => training[place]!);
    const first = order.slice(sizes.at(-1)!).sort();
    const shipped = bundleOf(takePeople(dataset, first), seed);
    sizes.forEach((size, index) => {
      const people = order.slice(0, size).sort();
      const { models, trust } = fitCompared(dataset, first, people, shipped, seed);
      trusted.push(`${size}: ${trust}`);
      for (const limit of KNOWN)
        countPeople(qualities, `${size},${limit}`, models, casesOf(dataset, heldOut, seed, limit));
      progress((split + (index + 1) / sizes.length) / SPLITS);
    });
  });
  progress.finish();
  return `${tableOf(qualities)}\n\ntrust chosen, by new people and split: ${trusted.join(', ')}`;
}

/** Trained, written and read back: what an operator is given. */
function bundleOf(dataset: Dataset, seed: number): { readonly model: Model; readonly bundle: Bundle } {
  const out = mkdtempSync(path.join(tmpdir(), 'matinee-study-'));
  const model = fitGraphFilter(dataset, tuneGraphFilter(dataset, { seed }, quiet), seed);
  try {
    const publication = {
      dataset,
      model,
      slugs: dataset.items.map(() => null),
      linkPredictor: { vector: 1, coWatch: 1, prior: 0, bias: 0 },
      calibration: { meaning: 'none', people: 0, pairs: 0, figures: {} },
      metrics: { protocol: 'none', table: [], differences: [] },
      notice: { text: 'None.', licence: 'none' },
      seed,
      ranker: null,
    };
    return { model, bundle: readBundle(publishBundle(publication, out)) };
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

function fitCompared(
  dataset: Dataset,
  first: Int32Array,
  people: Int32Array,
  { model, bundle }: ReturnType<typeof bundleOf>,
  seed: number,
): { readonly models: Record<Compared, Model>; readonly trust: number | string } {
  const own = takePeople(dataset, people);
  const nothing = dataset.items.map(() => null);
  const { dataset: joined, knowledge } = joinKnowledge(own, nothing, bundle);
  const both = warmStart(knowledge).fit(joined, { seed }, quiet);
  const together = takePeople(dataset, Int32Array.of(...first, ...people).sort());
  const models = {
    bundle: model,
    'new data': graphFilter.fit(own, { seed }, quiet),
    both,
    pooled: fitGraphFilter(together, knowledge.parameters, seed),
  };
  return { models, trust: both.hyperParameters.trust! };
}

function countPeople(
  qualities: Qualities,
  key: string,
  models: Record<Compared, Model>,
  cases: ReturnType<typeof casesOf>,
): void {
  const counted = qualities.get(key) ?? { bundle: [], 'new data': [], both: [], pooled: [] };
  qualities.set(key, counted);
  for (const one of cases)
    for (const name of COMPARED) counted[name].push(ndcgOf(models[name].score(historyOf(one.known)), one));
}

function tableOf(qualities: Qualities): string {
  const lines = [
    'NDCG@100 over all titles (95 % intervals, person by person for differences)',
    '| New people | Known | Tested | bundle | new data | both | pooled | both − bundle | both − new data |',
    '|---|---|---|---|---|---|---|---|---|',
  ];
  for (const [key, counted] of qualities) {
    const [size, limit] = key.split(',');
    const difference = (than: Compared) =>
      formatInterval(estimateMean(counted.both.map((value, index) => value - counted[than][index]!)));
    const means = COMPARED.map((name) => formatNumber(estimateMean(counted[name]).value));
    const known = limit === 'Infinity' ? 'all' : limit;
    lines.push(
      `| ${[size, known, counted.both.length, ...means, difference('bundle'), difference('new data')].join(' | ')} |`,
    );
  }
  return lines.join('\n');
}

function formatInterval({ value, low, high }: Estimate): string {
  return `${value < 0 ? '' : '+'}${formatNumber(value)} [${formatNumber(low)}, ${formatNumber(high)}]`;
}

function formatNumber(value: number): string {
  return value.toFixed(4).replace('0.', '.').replace('-', '−');
}
