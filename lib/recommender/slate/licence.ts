/** What showing a title costs whoever pays for licences, against how well it fits the viewer. */
import type { Policy } from '../policy.ts';
import type { TitleFacts } from '../types.ts';

/** Logits taken from a title when the slate is composed: dial × cost. */
export function licencePenalty({ licence }: TitleFacts, { slate }: Policy): number {
  return slate.licenceCost * slate.licenceCosts[licence];
}
