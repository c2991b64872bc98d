/** What the ranker reads of a viewer and a title: names and order in one place, for training and for serving. */

/** A feature that is not known is NaN: the network then reads its mean, which says nothing. */
export const RANKER_FEATURES = [
  /** The link predictor's score before calibration, and its two parts. */
  'graph',
  'vector',
  'coWatch',
  /** Cosine of shared features. */
  'content',
  /** What tends to follow the last titles, log(1 + score). */
  'sequence',
  /** Standardised log of likes; the same of the last year before the moment; mean stars, shrunk. */
  'popularity',
  'trending',
  'quality',
  /** log(1 + years since it came out). */
  'age',
  /** Share of the viewer's titles within five years of this one; in its language. */
  'era',
  'language',
  /** log(1 + liked titles). */
  'history',
  /** Sum of friends' endorsements; share of the viewer's titles of this kind; age limit in years; licence cost 0 to 2. */
  'friends',
  'kind',
  'maturity',
  'licence',
] as const;

export type RankerFeature = (typeof RANKER_FEATURES)[number];

/** One title's row: whatever is not given is unknown. */
export function rankerRow(known: Partial<Record<RankerFeature, number>>): Float32Array {
  return Float32Array.from(RANKER_FEATURES, (name) => known[name] ?? Number.NaN);
}
