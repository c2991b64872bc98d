import { describe, expect, it } from 'vitest';
import type { TitleSummary } from '../catalog/summary.ts';
import type { Interaction } from '../recommender/types.ts';
import { describeLibrary } from './portrait.ts';

const NOW = Date.UTC(2026, 10, 21);
const DAY = 86_400_000;

type Given = Partial<Omit<Interaction, 'titleId'>> & { readonly title?: Partial<TitleSummary> };

/** Sentences about a library of these titles, years ago unless `at` says otherwise. */
function describeThese(given: readonly Given[]): string[] {
  return statementsOf(given).map(({ words }) => words);
}

function statementsOf(given: readonly Given[]) {
  const titles = new Map<number, TitleSummary>();
  const interactions = given.map(({ title, ...change }, index): Interaction => {
    const titleId = index + 1;
    const plain = { year: 2001, kind: 'film', genres: ['drama'], keywords: [], language: 'en' } as const;
    const named = {
      id: titleId,
      slug: `t${titleId}`,
      name: `T${titleId}`,
      runtime: 100,
      makers: [`M${titleId}`],
    };
    titles.set(titleId, { ...plain, ...named, ...title });
    return {
      titleId,
      rating: null,
      liked: false,
      watches: 0,
      uncounted: 0,
      watchlisted: false,
      progress: null,
      dismissed: false,
      muted: false,
      at: NOW - 900 * DAY,
      ...change,
    };
  });
  return describeLibrary(interactions, titles, NOW);
}

const times = (count: number, one: Given): Given[] => Array.from({ length: count }, () => one);

describe('what is known about a person', () => {
  it('is nothing when nothing was done, and claims no habit from two ratings', () => {
    expect(describeThese([])).toEqual([]);
    expect(describeThese(times(2, { rating: 4 }))).toEqual(['You have rated 2 films.']);
  });

  it('names what is loved without stars, a few of many', () => {
    expect(describeThese(times(2, { liked: true }))).toEqual(['You love T1 and T2.']);
    expect(describeThese([...times(5, { liked: true }), { liked: true, rating: 5 }])).toContain(
      'You love T1, T2, T3 and 2 more.',
    );
  });

  it('says what was rated, by genre, decade and language, with the counts behind it', () => {
    const [first] = statementsOf([
      ...times(5, { rating: 4, title: { genres: ['drama'], year: 1994, language: 'ko' } }),
      ...times(4, { rating: 3, title: { genres: ['thriller'], year: 2013 } }),
      { rating: 3, title: { genres: ['comedy'], year: 1960, kind: 'series' } },
    ]);
    expect(first?.words).toBe(
      'You have rated 9 films and 1 series, mostly dramas and thrillers, most from the 1990s and 2010s, most of them in Korean.',
    );
    expect(first?.numbers).toContain('Drama: 5 of 10');
    expect(first?.numbers).toContain('3.5 stars on average');
    expect(first?.numbers).toContain('In Korean: 5 of 10');
  });

  it('names a maker only from three titles on and clearly above or below the person’s average', () => {
    const by = (maker: string, rating: number) => times(3, { rating, title: { makers: [maker] } });
    const said = describeThese([...by('Ada', 4.5), ...by('Bo', 2), ...by('Cy', 3.5)]);
    expect(said).toContain('You rate Ada’s work higher than the rest, 4.5 stars on average.');
    expect(said).toContain('You rate Bo’s work lower than the rest, 2 stars on average.');
    expect(said.join()).not.toContain('Cy');
    const two = times(2, { rating: 5, title: { makers: ['Ada'] } });
    expect(describeThese([...two, ...times(4, { rating: 2 })]).join()).not.toContain('Ada');
  });

  it('says which genre is rated lower, and which is rarely finished', () => {
    const said = describeThese([
      ...times(6, { rating: 4.5 }),
      ...times(5, { rating: 2, title: { genres: ['horror'] } }),
      ...times(2, { progress: 'gave-up', title: { genres: ['musical'] } }),
      { watches: 1, title: { genres: ['musical'] } },
    ]);
    expect(said).toContain('You rate horror lower than the rest.');
    expect(said).toContain('You rarely finish musicals.');
  });

  it('speaks of lately only from what the person themself watched lately', () => {
    const series = { title: { kind: 'series' as const }, watches: 1 };
    expect(describeThese(times(3, { ...series, at: NOW - 2 * DAY }))).toContain('Lately you watch series.');
    expect(describeThese(times(3, { ...series, at: NOW - 40 * DAY })).join()).not.toContain('Lately');
    const others = times(3, { ...series, uncounted: 1, at: NOW - 2 * DAY });
    expect(describeThese(others).join()).not.toContain('Lately');
  });

  it('leaves out what is muted', () => {
    expect(describeThese(times(6, { rating: 5, muted: true }))).toEqual([]);
  });
});
