/**
 * Which languages somebody watches, as part of the score. What people watch together says little of it where the model's
 * people watched hardly anything in a language: somebody with three Telugu films would be led to blockbusters.
 *
 *   language(i) = own share · w · Σ_j w_j [l_j = l_i] / Σ_j |w_j| · (1 − share of the catalogue in l_i)
 */
import { type Engine, weighHistory } from '../engine.ts';
import type { Policy } from '../policy.ts';
import type { TastePart } from '../taste/user-encoder.ts';
import { rowsFitting } from '../titles/title-index.ts';

/** Logits that each unit of weight of an own title gives to titles in its language, by language. */
export function weighLanguages(
  own: TastePart,
  engine: Engine,
  { ranker }: Policy,
): (language: string) => number {
  const perUnit = (own.share * ranker.language) / Math.max(1, weighHistory(own.history));
  return (language) => {
    const common = rowsFitting({ facet: 'language', value: language }, engine).length / engine.size;
    return perUnit * (1 - common);
  };
}

/** Logits that a title gets for its language, by language. */
export function sumLanguages(own: TastePart, engine: Engine, policy: Policy): ReadonlyMap<string, number> {
  const weights = weighLanguages(own, engine, policy);
  const sums = new Map<string, number>();
  for (const { row, weight } of own.history) {
    const { language } = engine.facts(row);
    sums.set(language, (sums.get(language) ?? 0) + weight * weights(language));
  }
  return sums;
}
