/**
 * Who is asking, as one vector: solved from their own history on every request, never looked up.
 * The cold-start ladder own history → friends → choices → population blends, it does not switch: friends take the share
 * that was learned for a history of this length, own history and followed people theirs of the rest, choices of what is left.
 */
import { addScaled } from '../../math/vector.ts';
import { type EncodedHistory, type Engine, type WeightedRow, weighHistory } from '../engine.ts';
import type { Policy } from '../policy.ts';
import { rowsFitting } from '../titles/title-index.ts';
import type { Choice, Facet, Friend, Interaction, ViewerContext } from '../types.ts';
import { type FriendWeight, weighFriends } from './friend-weights.ts';
import { readSignals, signalWeights } from './signals.ts';

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
  /** Every friend, those who do not count too. */
  readonly friends: readonly FriendWeight[];
};

type Encoded = Draft & { readonly encoded: EncodedHistory };
type Draft = { of: TastePart['of']; history: readonly WeightedRow[] };

export async function encodeViewer(context: ViewerContext, engine: Engine, policy: Policy): Promise<Taste> {
  const drafts = draftParts(context, engine, policy);
  const encoded = await engine.encode(
    drafts.map((draft) => draft.history),
    policy.encoder.population,
  );
  const all = drafts.map((draft, index): Encoded => ({ ...draft, encoded: encoded[index]! }));
  const friends = weighCircle(context, all, policy);
  const parts = shareOut(all, friends, policy);
  const vector = new Float32Array(engine.dimensions);
  for (const part of parts) addScaled(vector, part.share, part.encoded.vector);
  return { vector, parts, unknown: 1 - parts.reduce((sum, part) => sum + part.share, 0), friends };
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

export function historyOf(
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

function weighCircle(
  { friends, interactions, dismissed }: ViewerContext,
  drafts: readonly Encoded[],
  { encoder }: Policy,
): FriendWeight[] {
  const counting = friends.map((friend) =>
    dismissed.friends.has(friend.id) ? { ...friend, influence: 0 } : friend,
  );
  const known = (draft: Encoded | undefined) => ({
    known: weighHistory(draft?.history ?? []),
    vector: draft?.encoded.vector ?? null,
  });
  const own = drafts.find(({ of }) => of.kind === 'own');
  const theirs = counting.map(({ id }) =>
    known(drafts.find(({ of }) => of.kind === 'friend' && of.friend.id === id)),
  );
  return weighFriends(
    counting,
    theirs,
    { ...known(own), titles: own?.history.length ?? 0, interactions },
    encoder,
  );
}

/** Own history and followed people: n/(n + half) of what friends leave, n = Σ|weight|. */
function shareOut(
  drafts: readonly Encoded[],
  friends: readonly FriendWeight[],
  { encoder }: Policy,
): TastePart[] {
  const circle = new Map(friends.map((one) => [one.friend.id, one]));
  const known = weighHistory(drafts.find(({ of }) => of.kind === 'own')?.history ?? []);
  const people = drafts.filter(({ of }) => of.kind === 'choice' && of.facet === 'person').length;
  const said = drafts.map(({ of }) => speak(of, known, people, encoder));
  const ownSignals = said.reduce((sum, { signals }) => sum + signals, 0);
  const strength = said.reduce((sum, one) => sum + one.strength, 0);
  const left = 1 - friends.reduce((sum, { share }) => sum + share, 0);
  const perSignal = left / (ownSignals + encoder.ownHalf);
  const choiceShare = (left - perSignal * ownSignals) * encoder.choices;
  return drafts.flatMap((draft, index): TastePart[] => {
    if (draft.of.kind === 'friend') {
      const { weight, share } = circle.get(draft.of.friend.id)!;
      return weight > 0 ? [{ ...draft, of: { ...draft.of, weight }, share }] : [];
    }
    const { signals, strength: loud } = said[index]!;
    return [{ ...draft, share: signals * perSignal + (strength > 0 ? (choiceShare * loud) / strength : 0) }];
  });
}

/**
 * Signals count as history does: people who are followed, a title named as loved. Strength shares what is left among the
 * choices. `known` is own history's Σ|weight|: beside none, people are choices among others, and several share one voice.
 */
function speak(
  of: TastePart['of'],
  known: number,
  people: number,
  encoder: Policy['encoder'],
): { signals: number; strength: number } {
  if (of.kind === 'own') return { signals: known, strength: 0 };
  if (of.kind === 'friend') return { signals: 0, strength: 0 };
  const heard = (encoder.followed * known) / (known + encoder.ownHalf);
  const followed = Math.max(heard, encoder.followedLeast * known) / Math.sqrt(people);
  const signals = of.facet === 'person' ? followed : of.facet === 'title' ? signalWeights.liked : 0;
  return { signals, strength: encoder.choiceStrength[of.facet] };
}
