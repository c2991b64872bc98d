/** A deck for people who watch together: every member scored alone, then one order by the rule they chose. */
import type { NightReason } from '../../db/schema/nights.ts';
import { liveEngine } from '../inference/live.ts';
import { logger } from '../monitoring/logger.ts';
import { metrics } from '../monitoring/metrics.ts';
import type { Engine } from '../recommender/engine.ts';
import { type GroupLimits, isAllowed } from '../recommender/group/allowed.ts';
import { dealDeck } from '../recommender/group/deal-deck.ts';
import type { Pick } from '../recommender/group/picking.ts';
import { rankPoints } from '../recommender/group/rank-points.ts';
import { reasonsFor } from '../recommender/group/reasons.ts';
import type { GroupRule } from '../recommender/group/rules.ts';
import { type GroupScores, scoreMembers } from '../recommender/group/score-members.ts';
import { defaultGroupPolicy, defaultPolicy } from '../recommender/policy.ts';
import type { TitleFacts } from '../recommender/types.ts';
import { type Company, readLimits, readTastes } from './group-members.ts';
import { groupReasonWords } from './group-words.ts';
import { knownTitles } from './known-titles.ts';

export type DeckOptions = Company & {
  readonly rule: GroupRule;
  /** By member; who is not named weighs 1, and 0 is no say. */
  readonly weights: Readonly<Record<string, number>>;
  readonly size: number;
  readonly seed: number;
};

export type GroupDeck = {
  /** Null: nobody there has a taste, or there is no model, and what is well known was dealt. */
  readonly modelVersion: string | null;
  readonly items: readonly {
    readonly titleId: number;
    readonly score: number;
    /** By key of those with a taste. */
    readonly members: Readonly<Record<string, NightReason>>;
  }[];
  /** How many titles the constraints leave. */
  readonly available: number;
};

export async function composeGroupDeck(options: DeckOptions): Promise<GroupDeck> {
  const { limits, personalised } = await readLimits(options);
  const engine = liveEngine();
  const titles = await allowedTitles(limits, engine);
  const scores = engine && (await scoresOf(personalised, titles, engine));
  const deck = scores?.members.length ? dealByTaste(scores, engine!, options) : dealKnown(titles, options);
  return { ...deck, available: titles.length };
}

/** How many titles the constraints leave: a deck is no longer. */
export async function countGroupPool(company: Company): Promise<number> {
  const { limits } = await readLimits(company);
  return (await allowedTitles(limits, liveEngine())).length;
}

const SUGGESTED_BY = 'average';

/** For a list that several people keep: what nobody of them has seen and all would like. Always the same for the same people. */
export async function suggestForMembers(
  userIds: readonly string[],
  excludeTitleIds: Iterable<number>,
  limit: number,
): Promise<{ readonly titleId: number; readonly words: Readonly<Record<string, string | null>> }[]> {
  const { items } = await composeGroupDeck({
    members: userIds.map((userId) => ({ key: userId, userId })),
    constraints: { unseen: true },
    fromTitles: null,
    exclude: new Set(excludeTitleIds),
    rule: SUGGESTED_BY,
    weights: {},
    size: limit,
    seed: 1,
  });
  return items.map(({ titleId, members }) => ({
    titleId,
    words: Object.fromEntries(userIds.map((userId) => [userId, members[userId]?.words ?? null])),
  }));
}

type Known = TitleFacts & { readonly popularity: number };

async function allowedTitles(limits: GroupLimits, engine: Engine | undefined): Promise<Known[]> {
  return (await knownTitles(engine)).filter((title) => isAllowed(title, limits));
}

/** Undefined when the model fails: people get a deck either way. */
async function scoresOf(
  personalised: Company['members'],
  titles: readonly Known[],
  engine: Engine,
): Promise<GroupScores | undefined> {
  const allowed = new Uint8Array(engine.size);
  for (const { id } of titles) allowed[engine.rowOf(id)!] = 1;
  const lost = (part: string) => (error: unknown) => {
    logger().warn({ part, error }, 'a deck is dealt without a part of the model');
    metrics().degradations.inc({ cause: part });
  };
  const tastes = await readTastes(personalised);
  return scoreMembers(tastes, allowed, engine, defaultPolicy, defaultGroupPolicy, lost('ranker')).catch(
    (error: unknown) => {
      lost('group')(error);
      return undefined;
    },
  );
}

function dealByTaste(
  { rows, members }: GroupScores,
  engine: Engine,
  { rule, weights, size, seed }: DeckOptions,
): Omit<GroupDeck, 'available'> {
  const dealt = dealDeck(
    rows.map((row) => engine.facts(row)),
    members.map(({ fits }) => fits),
    { rule, size, seed, weights: members.map(({ key }) => weights[key] ?? 1) },
  );
  const dealtRows = dealt.map(({ index }) => rows[index]!);
  const reasons = members.map((member) =>
    reasonsFor(
      dealt.map(({ index }) => member.fits[index]!),
      dealtRows,
      member,
      defaultGroupPolicy,
    ),
  );
  const items = dealt.map(({ index, score }, position) => ({
    titleId: engine.facts(rows[index]!).id,
    score,
    members: Object.fromEntries(
      members.map(({ key, fits }, member): [string, NightReason] => {
        const reason = reasons[member]![position];
        return [key, { fit: fits[index]!, words: reason ? groupReasonWords(reason) : null }];
      }),
    ),
  }));
  return { modelVersion: engine.version, items };
}

/** What is well known, as if one member liked best what most people do. */
function dealKnown(titles: readonly Known[], { size, seed }: DeckOptions): Omit<GroupDeck, 'available'> {
  const known = titles
    .toSorted((a, b) => b.popularity - a.popularity || b.year - a.year || b.id - a.id)
    .slice(0, defaultGroupPolicy.pool);
  const points = rankPoints(Float32Array.from(known, (_, place) => -place));
  const fits = Float32Array.from(points, (point) => point / Math.max(1, known.length - 1));
  const dealt: Pick[] = dealDeck(known, [fits], { rule: 'average', size, seed });
  const items = dealt.map(({ index, score }) => ({ titleId: known[index]!.id, score, members: {} }));
  return { modelVersion: null, items };
}
