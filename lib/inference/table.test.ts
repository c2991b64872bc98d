import { describe, expect, it } from 'vitest';
import { readCatalogue } from '../../db/seed/catalogue.ts';
import { finish } from '../math/steps.ts';
import { listBundleFolders } from '../model-registry/bundles.ts';
import { readList } from '../recommender/titles/near-lists.ts';
import { readBundle } from './bundle.ts';
import { type Layout, layOut, putTitles } from './table.ts';

const bundle = readBundle(listBundleFolders('models/bundles')[0]!);
const titles = readCatalogue()
  .slice(0, 500)
  .map(({ title, ...facts }, id) => ({ ...facts, id, name: title, flagged: false }));
const known = new Set(bundle.titles.map(({ slug }) => slug));
const later = titles.findIndex(({ slug }) => !known.has(slug));
const inGraph = titles.findIndex(({ slug }) => known.has(slug));
const without = (row: number) => titles.filter((_, other) => other !== row);
const whole = finish(layOut(bundle, titles));

const vectorOf = ({ table, rowOf }: Layout, id: number) => {
  const { dimensions } = bundle.manifest;
  const row = rowOf.get(id)!;
  return table.titles.subarray(row * dimensions, (row + 1) * dimensions);
};
const alikeOf = ({ table, rowOf, titles: listed }: Layout, id: number) =>
  readList(table.alike, rowOf.get(id)!).map(({ row }) => listed[row]!.id);
const near = ({ table, rowOf, titles: listed }: Layout, id: number) =>
  readList(table.neighbours, rowOf.get(id)!).map(({ row }) => listed[row]!.id);

describe('a title put in later', () => {
  const added = finish(putTitles(finish(layOut(bundle, without(later))), [titles[later]!]));

  it('stands where it would have stood from the start', () => {
    expect(vectorOf(added, later)).toEqual(vectorOf(whole, later));
    const both = alikeOf(added, later).filter((id) => alikeOf(whole, later).includes(id));
    expect(both.length).toBeGreaterThan(0.9 * alikeOf(whole, later).length);
  });

  it('is found by the titles that are alike to it, as if it had always been there', () => {
    const finders = (layout: Layout) => titles.filter(({ id }) => alikeOf(layout, id).includes(later)).length;
    expect(finders(whole)).toBeGreaterThan(10);
    expect(Math.abs(finders(added) - finders(whole))).toBeLessThan(0.1 * finders(whole));
  });

  it('leaves the table that serves as it was', () => {
    const before = finish(layOut(bundle, without(later)));
    const places = before.table.titles.slice();
    finish(putTitles(before, [titles[later]!]));
    expect(before.rowOf.has(later)).toBe(false);
    expect(before.table.titles).toEqual(places);
  });

  it('takes its place in the graph when the bundle knows it', () => {
    const grown = finish(putTitles(finish(layOut(bundle, without(inGraph))), [titles[inGraph]!]));
    expect(vectorOf(grown, inGraph)).toEqual(vectorOf(whole, inGraph));
    expect(near(grown, inGraph)).toEqual(near(whole, inGraph));
    const finders = (layout: Layout) => titles.filter(({ id }) => near(layout, id).includes(inGraph));
    expect(finders(grown)).toEqual(finders(whole));
  });
});

describe('a title that is edited', () => {
  const other = titles.findIndex(({ genres, kind }) => genres.includes('horror') && kind === 'film');
  const edited = { ...titles[other]!, id: later, slug: titles[later]!.slug };
  const changed = finish(putTitles(whole, [edited]));

  it('moves to what it now is', () => {
    expect(changed.titles).toHaveLength(titles.length);
    expect(alikeOf(changed, later)[0]).toBe(other);
    expect(alikeOf(changed, other)[0]).toBe(later);
    expect(vectorOf(changed, later)).not.toEqual(vectorOf(whole, later));
  });
});
