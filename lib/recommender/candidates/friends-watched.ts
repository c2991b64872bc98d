/** What friends watched and liked, by how much each friend counts. */
import { type CandidateSource, strongest } from './source.ts';

export const friendsWatched: CandidateSource = ({ taste, engine, allowed, policy }) => {
  const weights = new Float32Array(engine.size);
  for (const { of, history } of taste.parts) {
    if (of.kind !== 'friend') continue;
    for (const { row, weight } of history) weights[row]! += weight * of.weight;
  }
  return strongest(weights, allowed, policy.candidates.friendsWatched);
};
