/** `recommend()` in one process, stage by stage, for people with made-up histories and five friends. */
import type { LoadedEngine } from '../lib/inference/assemble.ts';
import { normal, type Random, seededRandom } from '../lib/math/random.ts';
import { defaultPolicy } from '../lib/recommender/policy.ts';
import { recommend } from '../lib/recommender/recommend.ts';
import { rowsByPrior } from '../lib/recommender/titles/title-index.ts';
import type { Friend, Interaction, ViewerContext } from '../lib/recommender/types.ts';
import { type Measured, measuredStages } from './report.ts';

const ROUNDS = 600;
const WARM_UP = 60;
const FRIENDS = 5;
const SLATE = 60;
/** Lengths of histories are log-normal: half of all people have so many titles or fewer, one in forty six times as many. */
export const MEDIAN_LENGTH = 20;
const LENGTH_SPREAD = 0.9;
const MOST_LENGTH = 1500;

export async function benchPipeline(engine: LoadedEngine): Promise<Measured[]> {
  const random = seededRandom(1);
  let cpu = process.cpuUsage();
  let making = 0;
  const times = new Map<string, number[]>([['recommend()', []]]);
  const note = (name: string, ms: number) => times.set(name, [...(times.get(name) ?? []), ms]);
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    if (round === 0) [cpu, making] = [process.cpuUsage(), 0];
    const before = process.cpuUsage();
    const context = makeContext(engine, random);
    making += millisecondsOf(process.cpuUsage(before));
    const request = {
      viewerId: 'bench',
      surface: 'for-you',
      limit: SLATE,
      filters: {},
      seed: round,
    } as const;
    const stages: [string, number][] = [];
    const begun = performance.now();
    await recommend(request, context, engine, defaultPolicy, {
      measure: (stage, work) => {
        const start = performance.now();
        const result = work();
        const end = () => void stages.push([stage, performance.now() - start]);
        if (result instanceof Promise) result.then(end);
        else end();
        return result;
      },
      within: (work) => work,
      lost: (part, error) => {
        throw new Error(`the ${part} failed`, { cause: error });
      },
    });
    if (round < 0) continue;
    note('recommend()', performance.now() - begun);
    for (const [stage, ms] of stages) note(stage, ms);
  }
  const cpuMs = (millisecondsOf(process.cpuUsage(cpu)) - making) / ROUNDS;
  const size = `${engine.size} titles, ${engine.dimensions} dimensions, ${FRIENDS} friends, slate ${SLATE}`;
  return measuredStages(times, 'recommend()', size).map((row) =>
    row.name === 'recommend()' ? { ...row, cpuMs } : row,
  );
}

function millisecondsOf({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1000;
}

function makeContext(engine: LoadedEngine, random: Random): ViewerContext {
  const friends = Array.from({ length: FRIENDS }, (_, index): Friend => {
    const interactions = makeInteractions(engine, random);
    return { id: String(index), name: `Friend ${index}`, influence: 1, interactions };
  });
  const weigh = ({ titleId }: Interaction, place: number) => ({ titleId, weight: 100 - place });
  return {
    now: Date.now(),
    interactions: makeInteractions(engine, random),
    friends,
    choices: [
      { facet: 'genre', value: 'drama', wanted: true },
      { facet: 'language', value: 'ko', wanted: true },
    ],
    trending: makeInteractions(engine, random).map(weigh),
    dismissed: { genres: new Set(), people: new Set(), friends: new Set() },
    maturityLimit: null,
    popular: makeInteractions(engine, random).map(weigh),
    fresh: [],
    shown: new Map(),
    pool: makeInteractions(engine, random).map(({ titleId }) => titleId),
    leftOut: [],
    features: { viewer: null, computedAt: null },
  };
}

/** Well-known titles more often than others. */
function makeInteractions(engine: LoadedEngine, random: Random): Interaction[] {
  const length = Math.exp(Math.log(MEDIAN_LENGTH) + LENGTH_SPREAD * normal(random));
  const rows = new Set<number>();
  const wanted = Math.min(Math.round(length), MOST_LENGTH, engine.size / 4);
  while (rows.size < wanted) rows.add(rowsByPrior(engine)[Math.floor(random() ** 2.5 * engine.size)]!);
  return [...rows].map((row) => ({
    titleId: engine.facts(row).id,
    rating: 1 + Math.floor(random() * 9) / 2,
    liked: random() < 0.2,
    watches: 1,
    watchlisted: false,
    progress: null,
    dismissed: false,
    uncounted: 0,
    muted: false,
    at: Date.now() - random() * 3e10,
  }));
}
