/** What a night's title may be, decided before anybody's taste is asked. */
import type { TitleFacts, TitleId } from '../types.ts';

/** What is absent does not matter. */
export type GroupLimits = {
  /** Minutes; of an episode for a series. */
  readonly longest?: number;
  /** The lowest of all that apply. */
  readonly maturity?: number;
  readonly languages?: readonly string[];
  readonly kind?: 'film' | 'series';
  readonly genres?: readonly string[];
  /** Only these. */
  readonly from?: ReadonlySet<TitleId>;
  /** None of these, whoever wants them. */
  readonly not: ReadonlySet<TitleId>;
};

export function isAllowed(facts: TitleFacts, limits: GroupLimits): boolean {
  const { longest, maturity, languages, kind, genres, from, not } = limits;
  return (
    !facts.flagged &&
    !not.has(facts.id) &&
    (from?.has(facts.id) ?? true) &&
    (longest === undefined || facts.runtime <= longest) &&
    (maturity === undefined || facts.maturity <= maturity) &&
    (kind === undefined || facts.kind === kind) &&
    (!languages?.length || languages.includes(facts.language)) &&
    (!genres?.length || genres.some((genre) => facts.genres.includes(genre)))
  );
}
