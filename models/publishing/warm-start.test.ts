import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type Bundle, readBundle } from '../../lib/inference/bundle.ts';
import { type Entry, forEachValue, type Sparse, sparseOf } from '../../lib/math/sparse.ts';
import { mean } from '../../lib/math/statistics.ts';
import { casesOf, type Dataset, takePeople } from '../dataset.ts';
import { ndcgOf } from '../evaluation/tuning.ts';
import { fitGraphFilter } from '../graph/graph-filter.ts';
import { historyOf, type Model } from '../model.ts';
import { smallWorld } from '../testing/worlds.ts';
import { joinKnowledge } from './bundle-knowledge.ts';
import { publishBundle } from './publish.ts';
import { chooseTrust, fitWarmStart } from './warm-start.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'warm-start-'));
afterAll(() => rmSync(folder, { recursive: true }));
const quiet = () => {};
const parameters = {
  grade: 'line',
  ridge: 16,
  encodeExponent: 0.2,
  decodeExponent: 0,
  rank: 60,
  neighbours: 4,
  leastRatings: 3,
  coWatch: 0,
  prior: 0,
  population: 2,
} as const;

function bundleOf(dataset: Dataset, slugs = dataset.items.map((): string | null => null)): Bundle {
  const publication = {
    dataset,
    model: fitGraphFilter(dataset, parameters, 1),
    slugs,
    linkPredictor: { vector: 1, coWatch: 0, prior: 0, bias: 0 },
    calibration: { meaning: 'none', people: 0, pairs: 0, figures: {} },
    metrics: { protocol: 'none', table: [], differences: [] },
    notice: { text: 'Made up.', licence: 'none' },
    seed: 1,
    ranker: null,
  };
  return readBundle(publishBundle(publication, folder));
}

const nothing = (dataset: Dataset) => dataset.items.map((): string | null => null);
const some = (dataset: Dataset, from: number, to: number) =>
  takePeople(
    dataset,
    Int32Array.from({ length: to - from }, (_, index) => from + index),
  );
/** The same stars for other titles: what belongs together there does not here. */
function shuffled(ratings: Sparse): Sparse {
  const entries: Entry[] = [];
  forEachValue(ratings, (person, column, stars) => {
    entries.push([person, (column % 4) * 15 + Math.floor(column / 4), stars]);
  });
  return sparseOf(ratings.rows, ratings.columns, entries);
}

const world = smallWorld(160, 60, 5);
const bundle = bundleOf(some(world, 0, 90));

describe('learning on from a bundle', () => {
  it('gives back the bundle where nobody new has rated anything', () => {
    const { dataset, knowledge } = joinKnowledge(some(world, 0, 0), nothing(world), bundle);
    const warm = fitWarmStart(dataset, knowledge, 1, 1).score(historyOf(Int32Array.of(1, 5)));
    const shipped = fitGraphFilter(some(world, 0, 90), parameters, 1).score(historyOf(Int32Array.of(1, 5)));
    shipped.forEach((score, item) => {
      expect(warm[item]).toBeCloseTo(score, 3);
    });
  });

  it('is better than the bundle alone and the new data alone', () => {
    const own = some(world, 90, 110);
    const { dataset, knowledge } = joinKnowledge(own, nothing(own), bundle);
    const cases = casesOf(
      world,
      Int32Array.from({ length: 50 }, (_, index) => 110 + index),
      1,
    );
    const qualityOf = (model: Pick<Model, 'score'>) =>
      mean(cases.map((one) => ndcgOf(model.score(historyOf(one.known)), one)));
    const warm = qualityOf(fitWarmStart(dataset, knowledge, 1, 1));
    expect(warm).toBeGreaterThan(qualityOf(fitGraphFilter(own, parameters, 1)));
    expect(warm).toBeGreaterThan(qualityOf(fitGraphFilter(some(world, 0, 90), parameters, 1)));
  });

  it('trusts the bundle less when the new people are of another kind', () => {
    const alike = some(world, 90, 150);
    const different = { ...alike, ratings: shuffled(alike.ratings) };
    const trustIn = (own: Dataset) => {
      const { dataset, knowledge } = joinKnowledge(own, nothing(own), bundle);
      return chooseTrust(dataset, knowledge, 1, quiet);
    };
    expect(trustIn(alike)).toBeGreaterThanOrEqual(1);
    expect(trustIn(different)).toBeLessThan(1);
  });

  it('counts everyone the same where too few are new to be asked', () => {
    const { dataset, knowledge } = joinKnowledge(some(world, 90, 94), nothing(world), bundle);
    expect(chooseTrust(dataset, knowledge, 1, quiet)).toBe(1);
  });
});

describe("the operator's titles", () => {
  const renamed = (names: Readonly<Record<number, string>>): Dataset => {
    const own = some(world, 90, 100);
    const items = own.items.map(({ title }, column) => ({
      movieId: 500 + column,
      title: names[column] ?? title,
    }));
    return { ...own, items };
  };

  it("are the bundle's where name and year agree, whatever their numbers", () => {
    const own = renamed({ 7: 'Unheard of (1990)' });
    const { dataset, knowledge } = joinKnowledge(own, nothing(own), bundle);
    expect(Array.from(knowledge.columns)).toEqual(
      Array.from(bundle.titles, (_, row) => (row === 7 ? 60 : row)),
    );
    expect(dataset.items[60]).toEqual({ movieId: 8, title: 'Title 8 (1957)' });
  });

  it('are also joined by what both are in the catalogue', () => {
    const named = bundleOf(
      some(world, 0, 90),
      world.items.map((_, column) => (column === 7 ? 'the-slug' : null)),
    );
    const own = renamed({ 7: 'Der Titel (1957)' });
    const slugs = own.items.map((_, column) => (column === 7 ? 'the-slug' : null));
    expect(joinKnowledge(own, slugs, named).knowledge.columns[7]).toBe(7);
  });

  it('that the bundle does not know learn from the new people alone', () => {
    const own = some(world, 90, 150);
    const items = own.items.map((item, column) =>
      column < 4 ? { ...item, title: `New ${column} (2026)` } : item,
    );
    const { dataset, knowledge } = joinKnowledge({ ...own, items }, nothing(own), bundle);
    const scores = fitWarmStart(dataset, knowledge, 1, 1).score(historyOf(Int32Array.of(4, 8, 12)));
    expect(scores[0]).toBeGreaterThan(Math.max(scores[1]!, scores[2]!, scores[3]!));
  });
});

it('refuses a bundle that is no graph filter', () => {
  const other = { ...bundle, manifest: { ...bundle.manifest, hyperParameters: { grade: 'line' } } };
  expect(() => joinKnowledge(world, nothing(world), other)).toThrow(/hyperParameters\.ridge is missing/);
});
