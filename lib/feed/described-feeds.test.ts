import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCatalogue } from '../../db/seed/catalogue.ts';
import { readDescription } from '../catalog/describe/describe.ts';
import { buildLexicon } from '../catalog/describe/lexicon.ts';
import { readBundle } from '../inference/bundle.ts';
import { loadEngine } from '../inference/load.ts';
import { listBundleFolders } from '../model-registry/bundles.ts';
import { defaultPolicy } from '../recommender/policy.ts';
import { recommend } from '../recommender/recommend.ts';
import { fits } from '../recommender/taste/choices.ts';
import { makeContext } from '../recommender/testing/world.ts';
import type { Choice, Slate } from '../recommender/types.ts';

const titles = readCatalogue().map(({ title: name, ...facts }, index) => ({
  ...facts,
  name,
  id: 5000 + index,
  flagged: false,
  priorCount: 0,
}));
const lexicon = buildLexicon(titles);
const described = (text: string) => readDescription(text, lexicon).chips;
let engine: Awaited<ReturnType<typeof loadEngine>>;

beforeAll(async () => {
  const [folder] = listBundleFolders('models/bundles');
  engine = await loadEngine(readBundle(folder!), titles);
});
afterAll(() => engine.close());

const STRANGERS = [
  'slow-burn science fiction, Telugu romances, nothing gory',
  'Korean thrillers, dark and violent, no comedies',
  'cosy British mysteries, detectives, nothing scary or sad',
  'anime and Miyazaki, magic, no war films',
  'old black and white films, Hitchcock, noir',
  'romcoms from the 90s, weddings, not into horror or science fiction',
  'horror, zombies, haunted houses. I hate musicals',
  'documentaries and true stories about politics and journalism',
  'mafia and gangster films, Scorsese, Al Pacino',
  'French new wave and sad love stories, no action',
];
const LENGTH = 20;

async function feedOf(choices: readonly Choice[]): Promise<Omit<Slate, 'timings'>> {
  const request = { viewerId: 'me', surface: 'for-you', limit: LENGTH, filters: {}, seed: 1 } as const;
  return recommend(request, makeContext({ choices }), engine, defaultPolicy);
}

const factsOf = (id: number) => titles[id - 5000]!;
const idsOf = (slate: Omit<Slate, 'timings'>) => slate.items.map(({ titleId }) => titleId);

/** Mean number of wanted things that a title of the feed fits. */
function fitting(ids: readonly number[], choices: readonly Choice[]): number {
  const wanted = choices.filter((choice) => choice.wanted);
  const counts = ids.map((id) => wanted.filter((choice) => fits(factsOf(id), choice)).length);
  return counts.reduce((sum, count) => sum + count, 0) / ids.length;
}

describe('the first feeds of strangers who describe their taste', () => {
  it('share few titles', async () => {
    const feeds = await Promise.all(STRANGERS.map((text) => feedOf(described(text)).then(idsOf)));
    const overlaps = feeds.flatMap((one, at) =>
      feeds.slice(at + 1).map((other) => one.filter((id) => other.includes(id)).length),
    );
    expect(overlaps.reduce((sum, one) => sum + one, 0) / overlaps.length).toBeLessThan(1);
    expect(Math.max(...overlaps)).toBeLessThanOrEqual(6);
  });

  it.each(STRANGERS)('fit what was asked, and hold nothing unwanted: %s', async (text) => {
    const choices = described(text);
    const [feed, population] = [await feedOf(choices), await feedOf([])];
    expect(fitting(idsOf(feed), choices)).toBeGreaterThan(2 * fitting(idsOf(population), choices));
    const unwanted = choices.filter((choice) => !choice.wanted);
    expect(idsOf(feed).filter((id) => unwanted.some((choice) => fits(factsOf(id), choice)))).toEqual([]);
    expect(feed.items).toHaveLength(LENGTH);
  });

  it('put what fits a whole phrase first', async () => {
    const choices = described('Korean thrillers from the 2000s');
    const ids = idsOf(await feedOf(choices));
    const whole = ids.map((id) => choices.every((choice) => fits(factsOf(id), choice)));
    expect(whole.slice(0, 3)).toEqual([true, true, true]);
  });

  it('name what was asked as their reason', async () => {
    const { items } = await feedOf(described('Telugu romances'));
    const reasons = items.map(({ explanation }) => explanation.reason.kind);
    expect(reasons.filter((kind) => kind === 'choice').length).toBeGreaterThan(LENGTH / 2);
  });

  it('keep their length when hardly anything is wanted', async () => {
    const genres = [
      'drama',
      'comedy',
      'action',
      'crime',
      'thriller',
      'romance',
      'adventure',
      'science-fiction',
    ];
    const more = [
      'documentary',
      'horror',
      'animation',
      'fantasy',
      'music',
      'mystery',
      'western',
      'war',
      'history',
    ];
    const choices = [...genres, ...more].map((value) => ({ facet: 'genre', value, wanted: false }) as const);
    const { items } = await feedOf(choices);
    expect(items).toHaveLength(LENGTH);
  });

  it('leave out the titles that were named to ask for others like them', async () => {
    const feed = await feedOf(described('films like The Matrix and Inception'));
    expect(feed.dropped['named as known']).toBe(2);
    expect(idsOf(feed).map((id) => factsOf(id).name)).not.toContain('The Matrix');
  });
});
