import { describe, expect, it } from 'vitest';
import { readCatalogue } from './catalogue.ts';
import {
  demoFriendships,
  demoLists,
  demoNotes,
  demoPeople,
  demoRequests,
  demoSends,
  slugsIn,
} from './demo.ts';

const catalogue = new Set(readCatalogue().map(({ slug }) => slug));

describe.each(demoPeople)('the demo person $name', (person) => {
  const seen = [...Object.values(person.rated).flatMap(slugsIn), ...slugsIn(person.watched)];

  it('names only titles that the catalogue has', () => {
    const others = [person.started, person.gaveUp, person.watchlist].flatMap(slugsIn);
    expect([...seen, ...others].filter((slug) => !catalogue.has(slug))).toEqual([]);
  });

  it('has watched 25 to 60 titles, each once in the lists, and wants 5 to 12 others', () => {
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThanOrEqual(25);
    expect(seen.length).toBeLessThanOrEqual(60);
    const wanted = slugsIn(person.watchlist);
    expect(wanted.filter((slug) => seen.includes(slug))).toEqual([]);
    expect(wanted.length >= 5 && wanted.length <= 12).toBe(true);
  });

  it('likes and rewatches only what it has watched', () => {
    expect([person.liked, person.again].flatMap(slugsIn).filter((slug) => !seen.includes(slug))).toEqual([]);
  });
});

describe('the demo circle', () => {
  const starsOf = (handle: string) => {
    const rated = demoPeople.find((person) => person.handle === handle)?.rated ?? {};
    return new Map(
      Object.entries(rated).flatMap(([stars, slugs]) =>
        slugsIn(slugs).map((slug) => [slug, Number(stars)] as const),
      ),
    );
  };
  const distance = (one: string, other: string) => {
    const [mine, theirs] = [starsOf(one), starsOf(other)];
    const shared = [...mine.keys()].filter((slug) => theirs.has(slug));
    return (
      shared.reduce((sum, slug) => sum + Math.abs(mine.get(slug)! - theirs.get(slug)!), 0) / shared.length
    );
  };

  it('agrees where it should and disagrees where it should', () => {
    expect(distance('maya', 'sam')).toBeLessThan(0.7);
    expect(distance('maya', 'leo')).toBeGreaterThan(2);
  });

  it('knows everybody it names', () => {
    const handles = demoPeople.map(({ handle }) => handle);
    for (const pair of [...demoFriendships, ...demoRequests])
      expect(handles).toEqual(expect.arrayContaining([...pair]));
  });

  it('writes about what the writer rated, once a title, and gives something away only sometimes', () => {
    for (const { by, slug } of demoNotes) expect([...starsOf(by).keys()]).toContain(slug);
    expect(new Set(demoNotes.map(({ by, slug }) => `${by} ${slug}`)).size).toBe(demoNotes.length);
    expect(new Set(demoNotes.map(({ spoils = false }) => spoils)).size).toBe(2);
  });

  it('sends among friends, what the sender has seen, and gets thanks for what was watched', () => {
    const seenBy = (handle: string) => {
      const person = demoPeople.find((each) => each.handle === handle);
      return [...Object.values(person?.rated ?? {}).flatMap(slugsIn), ...slugsIn(person?.watched)];
    };
    for (const { from, to, slug, thankedDaysAgo } of demoSends) {
      expect(demoFriendships.some((pair) => pair.includes(from) && pair.includes(to))).toBe(true);
      expect(seenBy(from)).toContain(slug);
      expect(seenBy(to).includes(slug)).toBe(thankedDaysAgo !== undefined);
    }
  });

  it('keeps a list together on which only members speak, of titles that the catalogue has', () => {
    for (const { owner, editors, viewers, titles } of demoLists) {
      expect(titles.filter(({ slug }) => !catalogue.has(slug))).toEqual([]);
      expect(new Set(titles.map(({ slug }) => slug)).size).toBe(titles.length);
      const friendsOf = (one: string) =>
        demoFriendships
          .filter((pair) => pair.includes(one))
          .flatMap((pair) => pair.filter((name) => name !== one));
      expect(friendsOf(owner)).toEqual(expect.arrayContaining([...editors, ...viewers]));
      const changing = [owner, ...editors];
      for (const { by, notes = {}, up, down } of titles) {
        expect(changing).toEqual(expect.arrayContaining([by, ...Object.keys(notes)]));
        const votes = [...slugsIn(up), ...slugsIn(down)];
        expect(new Set(votes).size).toBe(votes.length);
        expect([...changing, ...viewers]).toEqual(expect.arrayContaining(votes));
      }
    }
  });
});
