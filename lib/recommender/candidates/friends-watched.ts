/** What friends watched and liked, by how much each friend counts. */
import { createScratch } from '../../math/scratch.ts';
import { type CandidateSource, strongest } from './source.ts';

const zeros = createScratch((size) => new Float32Array(size));

export const friendsWatched: CandidateSource = ({ taste, engine, allowed, policy }) => {
  const weights = zeros(engine.size);
  for (const { of, history } of taste.parts) {
    if (of.kind !== 'friend') continue;
    for (const { row, weight } of history) weights[row]! += weight * of.weight;
  }
  return strongest(weights, allowed, policy.candidates.friendsWatched);
};
