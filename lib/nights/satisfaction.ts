import type { NightReason } from '../../db/schema/nights.ts';

type DeckTitle = {
  readonly titleId: number;
  readonly members: Readonly<Record<string, NightReason>>;
};

/**
 * What the decision gave a member, by their own scores alone: how much it is theirs, as a share of the best that the deck
 * held for them. Null for whoever has no taste that is known here: guests, and whoever came late.
 */
export function satisfactionOf(
  memberId: string,
  resultId: number,
  deck: readonly DeckTitle[],
): number | null {
  const fits = deck.map(({ members }) => members[memberId]?.fit ?? null);
  const result = fits[deck.findIndex(({ titleId }) => titleId === resultId)] ?? null;
  if (result === null) return null;
  const best = Math.max(...fits.map((fit) => fit ?? 0));
  return best > 0 ? result / best : 1;
}
