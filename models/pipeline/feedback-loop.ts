/** What becomes of an instance whose people click what they are shown, and whose clicks are what it learns from. */
import type { LoadedEngine } from '../../lib/inference/assemble.ts';
import { seededRandom } from '../../lib/math/random.ts';
import type { Engine } from '../../lib/recommender/engine.ts';
import { defaultPolicy, type Policy } from '../../lib/recommender/policy.ts';
import { recommend } from '../../lib/recommender/recommend.ts';
import type { ViewerContext } from '../../lib/recommender/types.ts';
import type { GraphFilterParameters } from '../graph/graph-filter.ts';
import { showProgress } from '../progress.ts';
import { contextOf } from './context.ts';
import { withSlate } from './evaluate-pipeline.ts';
import { datasetOf, type Life, readPopular, startLives, watch } from './feedback-lives.ts';
import { clicks, createFeedbackWorld, type FeedbackWorld, starsFor } from './feedback-world.ts';
import { engineWith } from './fold-engine.ts';
import { coverageOf, differenceBetween, gini } from './slate-metrics.ts';

export type FeedbackSize = {
  readonly people: number;
  readonly titles: number;
  readonly rounds: number;
  /** The graph model learns anew after so many rounds. */
  readonly retrainEvery: number;
  readonly slate: number;
  readonly seeds: readonly number[];
};

export const FEEDBACK_SIZE: FeedbackSize = {
  people: 120,
  titles: 600,
  rounds: 50,
  retrainEvery: 10,
  slate: 20,
  seeds: [1, 2, 3],
};

/** What the shipped bundle chose, cut to the size of this world. */
const PARAMETERS: GraphFilterParameters = {
  grade: 'steps',
  ridge: 2,
  encodeExponent: 0.2,
  decodeExponent: -0.15,
  rank: 32,
  neighbours: 16,
  leastRatings: 3,
  coWatch: 2,
  prior: 0,
  population: 16,
};

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const FIRST_DAY = Date.UTC(2026, 0);

export const ARMS = ['with exploration', 'without exploration'] as const;
export type Arm = (typeof ARMS)[number];

/** Of one round: over its slates, and what came of them. */
export type Round = {
  /** How unevenly the places of this round's slates, and all clicks so far, fall on the titles. */
  readonly exposureGini: number;
  readonly clickGini: number;
  /** Share of the titles in this round's slates, and in any so far. */
  readonly coverage: number;
  readonly coverageSoFar: number;
  /** True relevance of what was shown as a share of that of the best unseen titles. */
  readonly accuracy: number;
  readonly clicksEach: number;
  /** 1 − what two people's slates have in common. */
  readonly between: number;
};

export type FeedbackResult = {
  readonly size: FeedbackSize;
  /** By arm, then by seed, then by round. */
  readonly rounds: Record<Arm, readonly (readonly Round[])[]>;
};

/** Both arms meet the same people, in the same order, with the same luck. */
export async function simulateFeedback(
  size = FEEDBACK_SIZE,
  policies: Record<Arm, Policy> = {
    'with exploration': defaultPolicy,
    'without exploration': withSlate({ exploreEvery: 0 }),
  },
): Promise<FeedbackResult> {
  const rounds: Record<Arm, Round[][]> = { 'with exploration': [], 'without exploration': [] };
  const progress = showProgress('simulate the feedback loop');
  const runs = size.seeds.flatMap((seed) => ARMS.map((arm) => ({ seed, arm })));
  for (const [index, { seed, arm }] of runs.entries()) {
    const report = (done: number) => progress((index + done) / runs.length);
    rounds[arm].push(await simulateArm(size, policies[arm], seed, report));
  }
  progress.finish();
  return { size, rounds };
}

async function simulateArm(
  size: FeedbackSize,
  policy: Policy,
  seed: number,
  report: (done: number) => void,
): Promise<Round[]> {
  const world = createFeedbackWorld(size.people, size.titles, seed);
  const lives = startLives(world, seed, FIRST_DAY);
  const totals = { shown: new Int32Array(size.titles), clicked: new Int32Array(size.titles) };
  const rounds: Round[] = [];
  let engine: LoadedEngine | undefined;
  for (let round = 0; round < size.rounds; round++) {
    if (round % size.retrainEvery === 0) {
      await engine?.close();
      engine = await engineWith(PARAMETERS, datasetOf(world, lives), world.titles, seed);
    }
    rounds.push(await playRound({ world, lives, engine: engine!, policy, size, seed, round, totals }));
    report((round + 1) / size.rounds);
  }
  await engine?.close();
  return rounds;
}

type Play = {
  readonly world: FeedbackWorld;
  readonly lives: readonly Life[];
  readonly engine: Engine;
  readonly policy: Policy;
  readonly size: FeedbackSize;
  readonly seed: number;
  readonly round: number;
  readonly totals: { readonly shown: Int32Array; readonly clicked: Int32Array };
};

async function playRound(play: Play): Promise<Round> {
  const { world, lives, size, round, totals } = play;
  const shown = new Int32Array(size.titles);
  const now = FIRST_DAY + (round + 1) * DAY;
  const popular = readPopular(lives, now);
  let [accuracy, clicked] = [0, 0];
  for (const [person, life] of lives.entries()) {
    const titles = await listFor(play, person, now, popular);
    accuracy += relevanceShare(world, person, life, titles) / lives.length;
    for (const title of titles) shown[title]! += 1;
    clicked += react(play, person, life, titles, now);
  }
  shown.forEach((times, title) => {
    totals.shown[title]! += times;
  });
  return {
    exposureGini: gini(shown),
    clickGini: gini(totals.clicked),
    coverage: coverageOf(shown),
    coverageSoFar: coverageOf(totals.shown),
    accuracy,
    clicksEach: clicked / lives.length,
    between: differenceBetween(shown, lives.length, size.slate),
  };
}

async function listFor(
  { lives, engine, policy, size, seed, round }: Play,
  person: number,
  now: number,
  popular: ViewerContext['popular'],
): Promise<number[]> {
  const { interactions, shownSince } = lives[person]!;
  const context = contextOf({ now, interactions }, engine, policy, {
    popular,
    shown: shownSince(now - 7 * DAY),
  });
  const request = {
    viewerId: String(person),
    surface: 'for-you',
    limit: size.slate,
    filters: {},
    seed: (seed * size.rounds + round) * size.people + person,
  } as const;
  const { items } = await recommend(request, context, engine, policy);
  return items.map(({ titleId }) => titleId - 1);
}

/** Σ relevance of the slate / Σ relevance of the best titles that this person has not seen. */
function relevanceShare(
  world: FeedbackWorld,
  person: number,
  { seen }: Life,
  titles: readonly number[],
): number {
  const unseen = world.titles.flatMap((_, title) =>
    seen.has(title) ? [] : [world.relevance(person, title)],
  );
  const best = unseen.sort((a, b) => b - a).slice(0, titles.length);
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  return sum(titles.map((title) => world.relevance(person, title))) / sum(best);
}

/** Clicks become history; what was passed by is remembered as shown. → how many clicks. */
function react(
  { world, seed, round, size, totals }: Play,
  person: number,
  life: Life,
  titles: readonly number[],
  now: number,
): number {
  const luck = seededRandom((seed * size.rounds + round) * size.people + person);
  let clicked = 0;
  titles.forEach((title, place) => {
    const relevance = world.relevance(person, title);
    if (clicks(relevance, place, luck)) {
      watch(life, title, starsFor(relevance, luck), now + place * MINUTE);
      totals.clicked[title]! += 1;
      clicked++;
    } else life.passed.push({ title, at: now });
  });
  return clicked;
}
