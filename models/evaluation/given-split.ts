/** The split that came with the data, used once: fit on all of its training part, rank for everyone in its test part. */
import { permutation, seededRandom } from '../../lib/math/random.ts';
import type { Case, Dataset } from '../dataset.ts';
import { historyOf, type Model, type ModelKind } from '../model.ts';
import { showProgress } from '../progress.ts';
import { type ModelResult, startClock } from './protocol.ts';
import { titleSegments } from './segments.ts';
import { countResult, emptyTally, type Tally } from './tally.ts';

const GIVEN_SPLIT =
  'the split that came with the data, test part used once; full ranking without the training items; recall divides by ' +
  'all targets; ties count as an expectation; hyper-parameters tuned on a part cut from the training data in the same way';

const TIME_SPLIT =
  'split by time: the earliest 80 % of all ratings are for training, test people are those who liked something later; ' +
  'known is what they liked before (of who came later: the first 80 % of their likes), targets are the other likes; ' +
  'full ranking without what was rated before; recall divides by all targets; ties count as an expectation; ' +
  "hyper-parameters tuned on everyone's latest likes in the training part";

/** Upper ends of the segments by length of history. */
const LENGTHS = [10, 20, 50, Number.POSITIVE_INFINITY];

/** In a split by time: whether the model has learned from this person at all. */
const [CAME_BEFORE, CAME_LATER] = ['people who came before', 'people who came later'];

/** Where there are friends: how the ranking would be if only so many of a person's own items were known. */
const OWN_LIMITS = [0, 1, 3, 5];
const OWN_SAMPLE = 2000;

export function evaluateGivenSplit(dataset: Dataset, kind: ModelKind, seed: number): ModelResult {
  const { test = [], ...training } = dataset;
  const progress = showProgress(`evaluate ${kind.name}`);
  const fitting = startClock();
  const model = kind.fit(training, { seed }, (done) => progress(done / 2));
  const fitTime = fitting();
  const titles = titleSegments(training);
  const byTime = dataset.cut === 'latest';
  const tally = emptyTally([
    'all',
    ...LENGTHS.map(nameOfLength),
    ...(byTime ? [CAME_BEFORE, CAME_LATER] : []),
    ...(dataset.friends ? OWN_LIMITS.map(nameOfOwn) : []),
    ...titles.keys(),
  ]);
  let scoreMs = 0;
  test.forEach((one, index) => {
    const before = performance.now();
    const scores = model.score(historyOf(one.known, one.friends));
    scoreMs += performance.now() - before;
    const segments = ['all', segmentOf(one), ...(byTime ? [arrivalOf(one, training)] : [])];
    countResult(tally, segments, scores, one, { recallOver: 'all', shown: true, titles });
    if (index % 64 === 0) progress(0.5 + index / test.length / 2);
  });
  if (dataset.friends) countShortHistories(tally, model, test, seed);
  progress.finish();
  return {
    model: kind.name,
    protocol: byTime ? TIME_SPLIT : GIVEN_SPLIT,
    chosen: [model.hyperParameters],
    tally,
    coverage: tally.shown.size / dataset.items.length,
    fitSeconds: fitTime.seconds,
    fitCpuSeconds: fitTime.cpuSeconds,
    msPerUser: scoreMs / test.length,
    peakRssMb: process.resourceUsage().maxRSS / 1024,
    ...(model.learningCurve && { learningCurve: model.learningCurve }),
  };
}

/** People with friends, seen as if they had joined just now: the first k of their own items in random order, k = 0, 1, 3, 5. */
function countShortHistories(tally: Tally, model: Model, test: readonly Case[], seed: number): void {
  const befriended = test.filter(
    ({ known, friends }) => known.length >= OWN_LIMITS.at(-1)! && friends?.length,
  );
  for (const one of befriended.slice(0, OWN_SAMPLE)) {
    const order = permutation(one.known.length, seededRandom(seed * 1_000_003 + one.person));
    for (const limit of OWN_LIMITS) {
      const own = order.slice(0, limit).map((place) => one.known[place]!);
      const scores = model.score(historyOf(own, one.friends));
      countResult(tally, [nameOfOwn(limit)], scores, one, { recallOver: 'all', shown: false });
    }
  }
}

function segmentOf({ known }: Case): string {
  return nameOfLength(LENGTHS.find((most) => known.length <= most)!);
}

function arrivalOf({ person }: Case, { ratings: { offsets } }: Dataset): string {
  return offsets[person + 1]! > offsets[person]! ? CAME_BEFORE! : CAME_LATER!;
}

function nameOfLength(most: number): string {
  const least = (LENGTHS[LENGTHS.indexOf(most) - 1] ?? 0) + 1;
  return Number.isFinite(most) ? `history ${least}–${most}` : `history ${least}+`;
}

function nameOfOwn(limit: number): string {
  return `own ${limit}`;
}
