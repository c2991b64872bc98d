/**
 * How much each counts where the rule is fair over nights: whoever got less of the last nights counts more now.
 *
 *   debt_m = Σ_n fadeⁿ (mean of tonight's people at night n − s_mn)     n = 0 the last night they shared, s satisfaction
 *   w_m = 2^clamp(debt_m / double, −1, 1), scaled to a mean of 1
 *
 * A night of long ago counts little, whoever was not there is owed nothing for it, and nobody counts more than four times
 * as much as another.
 */
import { defaultGroupPolicy, type GroupPolicy } from '../recommender/policy.ts';

/** Satisfaction by member, of those of tonight's people who were there. */
export type PastNight = Readonly<Record<string, number>>;

/** `past`: the last first. */
export function weighMembers(
  members: readonly string[],
  past: readonly PastNight[],
  { fade, double }: GroupPolicy['past'] = defaultGroupPolicy.past,
): Readonly<Record<string, number>> {
  const raw = members.map((member) => {
    const owed = Math.min(1, Math.max(-1, debtOf(member, past, fade) / double));
    return 2 ** owed;
  });
  const mean = raw.reduce((sum, weight) => sum + weight, 0) / Math.max(1, raw.length);
  return Object.fromEntries(members.map((member, place) => [member, raw[place]! / mean]));
}

function debtOf(member: string, past: readonly PastNight[], fade: number): number {
  return past.reduce((debt, night, ago) => {
    const own = night[member];
    if (own === undefined) return debt;
    const all = Object.values(night);
    const mean = all.reduce((sum, one) => sum + one, 0) / all.length;
    return debt + fade ** ago * (mean - own);
  }, 0);
}

const NOTABLE = 0.05;

export function weightWords(weight: number): string {
  if (weight > 1 + NOTABLE) return 'counts more tonight: the last nights were less to their taste';
  if (weight < 1 - NOTABLE) return 'counts less tonight: the last nights were more to their taste';
  return 'counts as much as usual';
}
