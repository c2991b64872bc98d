/**
 * Who is asking, as one vector: solved from their own history on every request, never looked up.
 * The cold-start ladder own history → friends → chosen genres and languages → population blends, it does not
 * switch: each step takes its share of what the steps before it leave unknown.
 */
import { addScaled, dot } from '../math/vector.ts';
import { type EncodedHistory, type Engine, type WeightedRow, weighHistory } from './engine.ts';
import type { Policy } from './policy.ts';
import { readSignals } from './signals.ts';
import { rowsFitting } from './title-index.ts';
import type { Choice, Facet, Friend, Interaction, ViewerContext } from './types.ts';

export type TastePart = {
  readonly of:
    | { readonly kind: 'own' }
    | { readonly kind: 'friend'; readonly friend: Friend; readonly weight: number }
    | { readonly kind: 'choice'; readonly facet: Facet; readonly value: string };
  /** What this part counts for in the whole. */
  readonly share: number;
  readonly history: readonly WeightedRow[];
  readonly encoded: EncodedHistory;
};

export type Taste = {
  /** [dimensions]: Σ share · part vector. Zero for someone of whom nothing is known. */
  readonly vector: Float32Array;
  readonly parts: readonly TastePart[];
  /** What no part could say: 1 for a stranger, near 0 for someone with a long history. */
  readonly unknown: number;
};

type Draft = { of: TastePart['of']; history: readonly WeightedRow[] };

export async function encodeViewer(context: ViewerContext, engine: Engine, policy: Policy): Promise<Taste> {
  const drafts = draftParts(context, engine, policy);
  const encoded = await engine.encode(
    drafts.map((draft) => draft.history),
    policy.encoder.population,
  );
  const parts = shareOut(
    drafts.map((draft, index) => ({ ...draft, encoded: encoded[index]! })),
    policy,
  );
  const vector = new Float32Array(engine.dimensions);
  for (const part of parts) addScaled(vector, part.share, part.encoded.vector);
  return { vector, parts, unknown: 1 - parts.reduce((sum, part) => sum + part.share, 0) };
}

function draftParts(context: ViewerContext, engine: Engine, policy: Policy): Draft[] {
  const { now } = context;
  const own = historyOf(context.interactions, now, engine, policy);
  const friends = context.friends
    .filter((friend) => friend.influence > 0 && !context.dismissed.friends.has(friend.id))
    .map((friend) => ({
      of: { kind: 'friend' as const, friend, weight: 0 },
      history: historyOf(friend.interactions, now, engine, policy),
    }));
  const choices = context.choices
    .filter(({ wanted }) => wanted)
    .map((choice) => ({
      of: { kind: 'choice' as const, facet: choice.facet, value: choice.value },
      history: historyOfChoice(choice, engine, policy),
    }));
  return [{ of: { kind: 'own' as const }, history: own }, ...friends, ...choices].filter(
    (draft) => draft.history.length > 0,
  );
}

function historyOf(
  interactions: readonly Interaction[],
  now: number,
  engine: Engine,
  policy: Policy,
): WeightedRow[] {
  return readSignals(interactions, now, policy.encoder.historyLimit).flatMap(({ titleId, weight }) => {
    const row = engine.rowOf(titleId);
    return row === undefined ? [] : [{ row, weight }];
  });
}

/** A choice is heard as if its best-known titles had been liked a little. */
function historyOfChoice(choice: Choice, engine: Engine, policy: Policy): WeightedRow[] {
  const rows = rowsFitting(choice, engine).subarray(0, policy.encoder.choiceTitles);
  return Array.from(rows, (row) => ({ row, weight: 1 }));
}

type Encoded = Draft & { readonly encoded: EncodedHistory };

/** Shares in the order of the ladder. Own history: n/(n + half), n = Σ|weight|; a friend: influence × agreement. */
function shareOut(drafts: readonly Encoded[], { encoder }: Policy): TastePart[] {
  const own = drafts.find((draft) => draft.of.kind === 'own');
  const known = own ? weighHistory(own.history) : 0;
  const ownShare = known / (known + encoder.ownHalf);
  const friends = drafts.flatMap((draft) =>
    draft.of.kind === 'friend'
      ? [{ draft, weight: weighFriend(draft.of.friend, draft, own, known, encoder) }]
      : [],
  );
  const total = friends.reduce((sum, { weight }) => sum + weight, 0);
  const friendShare = (1 - ownShare) * (total / (total + encoder.friendsHalf));
  const choices = drafts.filter((draft) => draft.of.kind === 'choice');
  const choiceShare = choices.length > 0 ? (1 - ownShare - friendShare) * encoder.choices : 0;
  return [
    ...(own ? [{ ...own, share: ownShare }] : []),
    ...friends
      .filter(({ weight }) => weight > 0)
      .map(({ draft, weight }) => ({
        ...draft,
        of: { ...(draft.of as Extract<TastePart['of'], { kind: 'friend' }>), weight },
        share: (friendShare * weight) / total,
      })),
    ...choices.map((draft) => ({ ...draft, share: choiceShare / choices.length })),
  ];
}

/**
 * How well this friend's taste predicts the viewer's: the cosine of both vectors, from nothing at `agreementNone` to
 * everything at `agreementFull`, trusted as the viewer's history grows.
 */
function weighFriend(
  friend: Friend,
  draft: Encoded,
  own: Encoded | undefined,
  known: number,
  encoder: Policy['encoder'],
): number {
  const { agreementNone: none, agreementFull: full } = encoder;
  const cosine = own ? dot(own.encoded.vector, draft.encoded.vector) : 0;
  const agreement = Math.min(1, Math.max(0, (cosine - none) / (full - none)));
  const trust = Math.min(1, known / encoder.agreementFrom);
  return friend.influence * (trust * agreement + (1 - trust) * encoder.unknownAgreement);
}
