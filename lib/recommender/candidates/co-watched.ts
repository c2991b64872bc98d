/** One hop on the graph: what people who watched the viewer's titles also watched. */
import type { Row } from '../types.ts';
import { type CandidateSource, strongest } from './source.ts';

export const coWatched: CandidateSource = ({ taste, engine, allowed, policy }) => {
  const weights = new Map<Row, number>();
  for (const part of taste.parts) {
    if (part.of.kind !== 'own') continue;
    for (const { row, weight } of part.history) {
      for (const neighbour of engine.neighbours(row)) {
        weights.set(neighbour.row, (weights.get(neighbour.row) ?? 0) + weight * neighbour.weight);
      }
    }
  }
  return strongest(weights, allowed, policy.candidates.coWatched);
};
