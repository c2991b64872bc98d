/** npm run train: learn the graph filter from a data set, alone or on from a bundle, measure it, write the bundle that serving loads. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readCatalogue } from '../db/seed/catalogue.ts';
import { foldAccents } from '../db/seed/slug.ts';
import { type BundleManifest, readBundle } from '../lib/inference/bundle.ts';
import { type Checkpoint, runStage } from './checkpoint.ts';
import {
  openAskedCheckpoint,
  parseCommand,
  parseCount,
  parseSeed,
  runCommand,
  TRAINING_OPTIONS,
  TRAINING_USAGE,
} from './commands.ts';
import type { Dataset } from './dataset.ts';
import { differencesOf, evaluateHeldOut, PROTOCOL, rowOf } from './evaluation/protocol.ts';
import { formatTable } from './evaluation/report.ts';
import { fitGraphFilter } from './graph/graph-filter.ts';
import { tuneGraphFilter } from './graph/graph-tuning.ts';
import { readDataset } from './layouts/read-dataset.ts';
import { refuseTooLarge, watchMemory } from './memory.ts';
import type { ModelKind, Progress } from './model.ts';
import { showProgress } from './progress.ts';
import { earlierRatings, joinKnowledge, type Knowledge } from './publishing/bundle-knowledge.ts';
import { fitLinkPredictor } from './publishing/link-predictor.ts';
import { matchTitles } from './publishing/matching.ts';
import { joinNotices, noticeFor } from './publishing/notice.ts';
import { type Publication, type PublishedRanker, publishBundle } from './publishing/publish.ts';
import { takeFigures } from './publishing/take-figures.ts';
import { chooseTrust, fitWarmStart, warmStart } from './publishing/warm-start.ts';
import { canRank, learnRanker } from './ranker/bundle-ranker.ts';
import { QUICK_MODELS } from './registry.ts';

const USAGE =
  'usage: npm run train -- --data movielens:DIR [--warm-start BUNDLE] [--out models/bundles] [--seed 1] ' +
  `[--figures-of BUNDLE] [--skip-evaluation] [--any-titles] ${TRAINING_USAGE}`;

/** With fewer new people than this, the probabilities of the bundle that is learned on from stay as they were fitted. */
const LEAST_CALIBRATED = 50;

type Run = {
  readonly dataset: Dataset;
  readonly knowledge?: Knowledge;
  readonly seed: number;
  readonly megabytes: number;
  readonly checkpoint?: Checkpoint;
};

type Learned = Pick<Publication, 'model' | 'linkPredictor' | 'calibration' | 'earlier'>;

runCommand(() => {
  const given = parseCommand(USAGE, {
    data: { type: 'string' },
    'warm-start': { type: 'string' },
    out: { type: 'string', default: 'models/bundles' },
    seed: { type: 'string', default: '1' },
    'figures-of': { type: 'string' },
    'skip-evaluation': { type: 'boolean', default: false },
    'any-titles': { type: 'boolean', default: false },
    ...TRAINING_OPTIONS,
  });
  if (given.data === undefined) throw new Error(`--data is missing\n${USAGE}`);
  const [seed, megabytes] = [parseSeed(given.seed), parseCount(given['memory-mb'], '--memory-mb')];
  const bundle = given['warm-start'] === undefined ? undefined : readBundle(given['warm-start']);
  const own = readDataset(given.data);
  const ownSlugs = matchCatalogue(own, given.data, given['any-titles']);
  const { dataset, knowledge } = bundle ? joinKnowledge(own, ownSlugs, bundle) : { dataset: own };
  const slugs = knowledge ? withSlugs(ownSlugs, dataset, knowledge) : ownSlugs;
  const refusal = refuseTooLarge('graph-filter', dataset, megabytes);
  if (refusal) throw new Error(refusal);
  const identity = { data: own.sha256, seed, bundle: knowledge?.version ?? 'none' };
  const checkpoint = openAskedCheckpoint(given, identity);
  const run = {
    dataset,
    seed,
    megabytes,
    ...(knowledge && { knowledge }),
    ...(checkpoint && { checkpoint }),
  };
  const learned = knowledge && bundle ? learnOn({ ...run, knowledge }, bundle.manifest) : learn(run);
  const known = given['figures-of'] === undefined ? undefined : readBundle(given['figures-of']);
  const metrics = known
    ? takeFigures(known, dataset, learned.model, seed)
    : given['skip-evaluation']
      ? { protocol: 'not evaluated', table: [], differences: [] }
      : evaluateAll(run);
  const ranker = bundle ? null : rankerOf(run, learned);
  const ownNotice = noticeFor(given.data, own.name);
  const notice = bundle
    ? joinNotices(
        ownNotice,
        bundle.manifest.version,
        readFileSync(path.join(bundle.folder, 'NOTICE'), 'utf8'),
      )
    : ownNotice;
  const folder = publishBundle(
    { dataset, slugs, seed, metrics, notice, ranker, ...learned },
    path.resolve(given.out),
  );
  process.stdout.write(
    `wrote ${path.relative(process.cwd(), folder)}; ${slugs.filter(Boolean).length} catalogue titles found in the data\n`,
  );
  checkpoint?.finish();
});

/** For each item its catalogue title or null. When there is none at all, serving could do nothing with the bundle. */
function matchCatalogue({ items }: Dataset, source: string, anyTitles: boolean): (string | null)[] {
  const titles = items.map(({ title }) => title);
  const slugs = matchTitles(titles, readCatalogue(), foldAccents);
  if (anyTitles || slugs.some((slug) => slug !== null)) return slugs;
  const first = titles.slice(0, 3).map((title) => `"${title}"`);
  throw new Error(
    `--data ${source}: none of its ${titles.length} titles is in the catalogue (db/seed/catalogue), so serving could not use ` +
      `the bundle. Titles are joined by name and exact year, written as in "Heat (1995)"; the first here are ${first.join(', ')}. ` +
      'Write them so, add them to the catalogue, or train all the same with --any-titles',
  );
}

/** What the bundle knew about the catalogue it goes on knowing; no slug is given twice. */
function withSlugs(
  own: readonly (string | null)[],
  { items }: Dataset,
  knowledge: Knowledge,
): (string | null)[] {
  const slugs = items.map((_, column) => own[column] ?? null);
  const taken = new Set(slugs);
  knowledge.columns.forEach((column, row) => {
    const slug = knowledge.slugs[row]!;
    if (slug === null || slugs[column] !== null || taken.has(slug)) return;
    slugs[column] = slug;
    taken.add(slug);
  });
  return slugs;
}

function learn({ dataset, seed, megabytes, checkpoint }: Run): Learned {
  const parameters = runStage(checkpoint, 'choose', () =>
    shown('choose hyper-parameters', megabytes, (progress) => tuneGraphFilter(dataset, { seed }, progress)),
  );
  const { weights, calibration } = runStage(checkpoint, 'calibrate', () =>
    shown('calibrate', megabytes, (progress) => fitLinkPredictor(dataset, parameters, seed, progress)),
  );
  return { model: fitGraphFilter(dataset, parameters, seed), linkPredictor: weights, calibration };
}

/** A bundle that was learned on from another has none: it does not hold the order in which the first one's people liked. */
function rankerOf(
  { dataset, seed, megabytes, checkpoint }: Run,
  { model, linkPredictor: link }: Learned,
): PublishedRanker | null {
  if (!canRank(dataset)) return null;
  return runStage(checkpoint, 'ranker', (inner) =>
    shown('learn to rank', megabytes, (progress) =>
      learnRanker({ dataset, graph: model.parameters, link, seed }, progress, inner),
    ),
  );
}

function learnOn(run: Run & { readonly knowledge: Knowledge }, bundle: BundleManifest): Learned {
  const { dataset, knowledge, seed, megabytes, checkpoint } = run;
  const trust = runStage(checkpoint, 'choose', () =>
    shown('weigh the bundle', megabytes, (progress) => chooseTrust(dataset, knowledge, seed, progress)),
  );
  const relearn = (training: Dataset) => fitWarmStart(training, knowledge, trust, seed);
  const few = dataset.people.length < LEAST_CALIBRATED;
  const { weights, calibration } = few
    ? { weights: bundle.linkPredictor, calibration: bundle.calibration }
    : runStage(checkpoint, 'calibrate', () =>
        shown('calibrate', megabytes, (progress) =>
          fitLinkPredictor(dataset, knowledge.parameters, seed, progress, relearn),
        ),
      );
  process.stdout.write(`one person of ${bundle.version} counts as ${trust} of the new ones\n`);
  const earlier = earlierRatings(knowledge, trust, dataset.items.length);
  return { model: relearn(dataset), linkPredictor: weights, calibration, earlier };
}

function evaluateAll({ dataset, knowledge, seed, megabytes, checkpoint }: Run): BundleManifest['metrics'] {
  const kinds = knowledge ? [warmStart(knowledge), ...QUICK_MODELS] : QUICK_MODELS;
  const results = kinds.map((kind) =>
    runStage(checkpoint, `evaluate-${kind.name}`, () =>
      evaluateHeldOut(dataset, watched(kind, megabytes), seed),
    ),
  );
  const table = results.map((result) => rowOf(result, dataset));
  const differences = differencesOf(results);
  process.stdout.write(`${formatTable(table, differences)}\n`);
  return { protocol: PROTOCOL, table, differences };
}

function watched(kind: ModelKind, megabytes: number): ModelKind {
  return {
    ...kind,
    fit: (training, config, progress) => kind.fit(training, config, watchMemory(progress, megabytes)),
  };
}

function shown<T>(label: string, megabytes: number, work: (progress: Progress) => T): T {
  const progress = showProgress(label);
  const done = work(watchMemory(progress, megabytes));
  progress.finish();
  return done;
}
