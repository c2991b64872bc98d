/**
 * The shell around the pipeline, and the only way to a slate: read the context, call `recommend`, hand the log
 * to `after`. Someone who switched recommendations off never gets past the first line.
 */
import { createHash, randomUUID } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { liveEngine } from '../inference/live.ts';
import { logger } from '../monitoring/logger.ts';
import { metrics } from '../monitoring/metrics.ts';
import type { Engine } from '../recommender/engine.ts';
import { defaultPolicy, hashPolicy, type Policy, withVariety } from '../recommender/policy.ts';
import { type Instruments, recommend } from '../recommender/recommend.ts';
import type {
  Filters,
  Friend,
  Interaction,
  Slate,
  SlateRequest,
  ViewerContext,
} from '../recommender/types.ts';
import { readContext } from './context.ts';
import { withDeadline } from './deadline.ts';
import { degrade, rememberGoodSlate } from './fallbacks.ts';
import { knownTitles } from './known-titles.ts';
import { listChronologically } from './newest.ts';
import { rememberSlate, type StoredSlate, writeSlate } from './slates.ts';
import type { After } from './types.ts';
import type { FeedViewer } from './viewer.ts';
import { areFeaturesDue, refreshViewerFeatures } from './viewer-features.ts';

export type ServeOptions = {
  readonly surface: SlateRequest['surface'];
  readonly limit: number;
  readonly filters?: Filters;
  /** Given: exactly this draw of the exploration slots. Absent: a new one. */
  readonly seed?: number;
  /** A new slate even when nothing has changed since the last. */
  readonly refresh?: boolean;
};

const CONTEXT_DEADLINE_MS = 1500;
const REUSE_MS = 30 * 60 * 1000;

const key = Symbol.for('matinee.reusable-slates');
const shared = globalThis as { [key]?: LRUCache<string, StoredSlate> };
shared[key] ??= new LRUCache<string, StoredSlate>({ max: 2000, ttl: REUSE_MS });
const reusable = shared[key];

export async function serveSlate(
  viewer: FeedViewer,
  options: ServeOptions,
  after: After,
): Promise<StoredSlate> {
  const request: SlateRequest = {
    viewerId: viewer.id,
    surface: options.surface,
    limit: options.limit,
    filters: options.filters ?? {},
    seed: options.seed ?? Math.floor(Math.random() * 2 ** 31),
  };
  if (!viewer.personalised) return keep(request, await listChronologically(viewer, request), after);
  const policy = withVariety(defaultPolicy, viewer.variety);
  const context = await withDeadline(
    readContext(viewer, request, policy),
    CONTEXT_DEADLINE_MS,
    'the context',
  ).catch((error: unknown) => error as Error);
  if (context instanceof Error)
    return keep(
      request,
      degrade(request, context, null, await knownTitles(undefined, viewer.maturityLimit)),
      after,
    );
  if (areFeaturesDue(viewer.id, context, defaultPolicy))
    after(() => refreshViewerFeatures(viewer.id, context, defaultPolicy));
  const engine = liveEngine();
  const reuseKey = options.seed === undefined ? stampOf(request, context, engine, policy) : '';
  const known = options.refresh ? undefined : reusable.get(reuseKey);
  if (known) return known;
  const slate = await compute(request, context, engine, policy);
  const stored = keep(request, slate, after);
  if (slate.servedBy === 'model' && reuseKey) reusable.set(reuseKey, stored);
  return stored;
}

/** Recommendations for interactions that are not stored (yet): the sample under the poster picker. Not logged. */
export async function previewSlate(
  viewer: FeedViewer,
  limit: number,
  picked: readonly Interaction[],
  choices: ViewerContext['choices'],
): Promise<Slate> {
  const request: SlateRequest = { viewerId: viewer.id, surface: 'welcome', limit, filters: {}, seed: 1 };
  if (!viewer.personalised) return listChronologically(viewer, request);
  const policy = withVariety(defaultPolicy, viewer.variety);
  const context = await readContext(viewer, request, policy);
  const ids = new Set(picked.map(({ titleId }) => titleId));
  const interactions = [...picked, ...context.interactions.filter(({ titleId }) => !ids.has(titleId))];
  const quiet: Policy = { ...policy, slate: { ...policy.slate, exploreEvery: 0 } };
  return compute(request, { ...context, interactions, choices }, liveEngine(), quiet);
}

async function compute(
  request: SlateRequest,
  context: ViewerContext,
  engine: Engine | undefined,
  policy: Policy,
): Promise<Slate> {
  const { instruments, timings } = realClock();
  try {
    if (!engine) throw new Error('no model is loaded');
    const slate = { ...(await recommend(request, context, engine, policy, instruments)), timings };
    if (request.surface !== 'welcome') rememberGoodSlate(request, slate);
    return slate;
  } catch (error) {
    return degrade(request, error, context, await knownTitles(engine, context.maturityLimit));
  }
}

function keep(request: SlateRequest, slate: Slate, after: After): StoredSlate {
  const stored = { id: randomUUID(), viewerId: request.viewerId, request, slate, createdAt: Date.now() };
  rememberSlate(stored);
  metrics().slates.inc({ served_by: slate.servedBy, surface: request.surface });
  for (const [stage, ms] of Object.entries(slate.timings)) metrics().stages.observe({ stage }, ms / 1000);
  after(() =>
    writeSlate(stored).catch((error: unknown) =>
      logger().error({ error, slate: stored.id }, 'a slate was not logged'),
    ),
  );
  return stored;
}

function realClock(): { instruments: Instruments; timings: Record<string, number> } {
  const timings: Record<string, number> = {};
  const measure: Instruments['measure'] = (stage, work) => {
    const begun = performance.now();
    const done = () => {
      timings[stage] = performance.now() - begun;
    };
    const result = work();
    if (result instanceof Promise) result.then(done, done);
    else done();
    return result;
  };
  const within: Instruments['within'] = (work, ms) => withDeadline(work, ms, 'a source of candidates');
  const lost: NonNullable<Instruments['lost']> = (part, error) => {
    logger().warn({ part, error }, 'served by the link predictor alone');
    metrics().degradations.inc({ cause: part });
  };
  return { instruments: { measure, within, lost }, timings };
}

/**
 * Equal stamps mean that a new slate would say the same: nothing the pipeline reads has changed. What is trending and
 * popular moves all the time, and mints no new slate by itself.
 */
function stampOf(
  request: SlateRequest,
  context: ViewerContext,
  engine: Engine | undefined,
  policy: Policy,
): string {
  const { interactions, friends, choices, dismissed, maturityLimit, fresh, features, leftOut } = context;
  const facts = [
    request.viewerId,
    request.surface,
    request.limit,
    request.filters,
    engine?.version,
    engine?.revision,
    hashPolicy(policy),
    interactions.map(summarise),
    friends.map(summariseFriend),
    choices,
    [...dismissed.genres, ...dismissed.people, ...dismissed.friends],
    maturityLimit,
    fresh.length,
    features.viewer?.preferredKind,
    leftOut,
  ];
  return createHash('sha256').update(JSON.stringify(facts)).digest('hex');
}

function summarise({
  titleId,
  rating,
  liked,
  watches,
  watchlisted,
  progress,
  dismissed,
  uncounted,
  muted,
}: Interaction): unknown[] {
  return [titleId, rating, liked, watches, watchlisted, progress, dismissed, uncounted, muted];
}

function summariseFriend({ id, influence, interactions }: Friend): unknown[] {
  const muted = interactions.filter((one) => one.muted).length;
  return [id, influence, interactions.length, interactions[0]?.at, muted];
}
