/** What can be known of a title before anyone has seen it: its genres and decade, and what our catalogue says of it. */
import { readCatalogue } from '../../db/seed/catalogue.ts';
import { foldAccents } from '../../db/seed/slug.ts';
import { featureNamesOf } from '../../lib/recommender/titles/feature-regression.ts';
import type { DescribedItem } from '../baselines/features.ts';
import type { Dataset } from '../dataset.ts';
import { matchTitles, parseMovieLensTitle } from '../publishing/matching.ts';

export type ColdReady = {
  readonly dataset: Dataset & { readonly items: readonly DescribedItem[] };
  /** One list per item. */
  readonly features: readonly (readonly string[])[];
  /** 1 where the catalogue knows the item: serving only ever ranks such titles. */
  readonly inCatalogue: Uint8Array;
};

/** Features said by people are left out: who tags a title has seen it. Throws where nothing else is known. */
export function describeBeforeRelease(dataset: Dataset): ColdReady {
  const items: readonly DescribedItem[] = dataset.items;
  const catalogue = readCatalogue();
  const slugs = matchTitles(
    items.map(({ title }) => title),
    catalogue,
    foldAccents,
  );
  const bySlug = new Map(catalogue.map((title) => [title.slug, title]));
  const features = items.map(({ title, features: own = [] }, index) => {
    const said = own.filter(({ person }) => person === undefined).map(({ name }) => name.toLowerCase());
    const facts = bySlug.get(slugs[index] ?? '');
    const { year } = parseMovieLensTitle(title);
    const decade = year === null ? [] : [`decade:${Math.floor(year / 10)}`];
    return [...new Set([...said, ...decade, ...(facts ? featureNamesOf(facts) : [])])];
  });
  if (features.every((names) => names.length === 0)) {
    throw new Error(
      `${dataset.name}: nothing is known of these titles but who liked them; cold titles need genres, years or names that the catalogue has`,
    );
  }
  return {
    dataset: {
      ...dataset,
      items: items.map((item, index) => ({
        ...item,
        features: features[index]!.map((name) => ({ name })),
      })),
    },
    features,
    inCatalogue: Uint8Array.from(slugs, (slug) => (slug === null ? 0 : 1)),
  };
}
