/** What friends watched and liked, by how much each friend counts. */
import type { Row } from '../types.ts';
import { type CandidateSource, strongest } from './source.ts';

export const friendsWatched: CandidateSource = ({ taste, allowed, policy }) => {
  const weights = new Map<Row, number>();
  for (const part of taste.parts) {
    if (part.of.kind !== 'friend') continue;
    for (const { row, weight } of part.history) {
      weights.set(row, (weights.get(row) ?? 0) + weight * part.of.weight);
    }
  }
  return strongest(weights, allowed, policy.candidates.friendsWatched);
};
