/** Scores of one member → how much each title is theirs, so that nobody is louder because their numbers are greater. */
import type { GroupPolicy } from '../policy.ts';
import { hasSeen } from '../taste/signals.ts';
import type { Interaction } from '../types.ts';
import { rankPoints } from './rank-points.ts';

/** Stars below which somebody does not want to see it again. */
const DISLIKED = 3;

/**
 * The share of the other titles that they like less, 0 to 1. What they have seen is worth a little less to them, what they
 * said they did not like nothing.
 */
export function fitsOf(
  scores: Float32Array,
  known: readonly (Interaction | undefined)[],
  { seen }: Pick<GroupPolicy, 'seen'>,
): Float32Array {
  const points = rankPoints(scores);
  const others = Math.max(1, scores.length - 1);
  return Float32Array.from(points, (point, index) => {
    const interaction = known[index];
    const fit = scores.length === 1 ? 1 : point / others;
    if (!interaction || !hasSeen(interaction)) return fit;
    const disliked = interaction.progress === 'gave-up' || (interaction.rating ?? DISLIKED) < DISLIKED;
    return disliked ? 0 : fit * seen;
  });
}
