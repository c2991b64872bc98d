import { rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { createEngine } from '../../lib/math/engine.ts';
import { seededRandom } from '../../lib/math/random.ts';
import { columnSums, mapValues, rowSums, sparseOfRows, times, transpose } from '../../lib/math/sparse.ts';
import { exactSvd } from '../../lib/math/svd.ts';
import { topK } from '../../lib/math/top-k.ts';
import { measure } from '../evaluation/metrics.ts';
import { prepareHop as prepareHopInMemory } from '../graph/spectral-filter.ts';
import { historyOf } from '../model.ts';
import { createWorld } from '../synthetic/world.ts';
import { findBroadTastes } from './broad-tastes.ts';
import { addSetAside, countTogether, type PassOptions } from './co-occurrence.ts';
import type { RowStream } from './row-stream.ts';
import { prepareHop } from './streamed-filter.ts';
import { fitStreamedFilter, streamedBytes } from './streamed-tuning.ts';

const world = createWorld(90, 12, 5);
const stream = world.stream(400);
const likes = sparseOfRows(90, [...stream.rows(0)], 1);
const file = path.join(tmpdir(), `matinee-pass-${process.pid}`);
/** Small batches, each of them kept. */
const half = { batch: 500, checkpoint: { file, everySeconds: 0 } };

afterEach(() => rmSync(file, { force: true }));

function count(from: RowStream, options: PassOptions & { readonly threads?: number } = {}) {
  const engine = createEngine(streamedBytes(from.titles), options.threads ?? 1);
  return { engine, counted: countTogether(engine, from, () => {}, options) };
}

it('scores a hop as the filter that holds everyone in memory does', () => {
  const counted = addSetAside(count(stream).counted);
  const inMemory = prepareHopInMemory(
    {
      byPerson: likes,
      byItem: transpose(likes),
      itemDegrees: Float64Array.from(columnSums(likes), (sum) => Math.max(sum, 1)),
      personDegrees: Float64Array.from(rowSums(likes)),
    },
    { itemIn: 0.3, sharpness: 1, itemOut: 0.2 },
  );
  const history = historyOf(world.historyOf(5000));
  const expected = inMemory(history);
  prepareHop(counted, { itemIn: 0.3, itemOut: 0.2 })(history).forEach((score, title) => {
    expect(score).toBeCloseTo(expected[title]!, 4);
  });
});

it('finds the tastes that the singular value decomposition of everyone finds', () => {
  const { engine, counted: part } = count(stream, { threads: 2 });
  const counted = addSetAside(part);
  const tastes = findBroadTastes(engine, counted, 20, seededRandom(1), 12, () => {});
  const [people, titles] = [rowSums(likes), columnSums(likes)];
  const normalised = mapValues(
    likes,
    (value, person, title) => value / Math.sqrt(people[person]! * Math.max(titles[title]!, 1)),
  );
  const exact = exactSvd(transpose(normalised), 20);
  const folded = times(normalised, tastes.titleVectors, 20);
  for (let taste = 0; taste < 20; taste++) {
    expect(Math.sqrt(tastes.strengths[taste]!)).toBeCloseTo(exact.sigma[taste]!, 4);
    let cosine = 0;
    for (let person = 0; person < 400; person++)
      cosine += (folded[person * 20 + taste]! * exact.right[person * 20 + taste]!) / exact.sigma[taste]!;
    if (taste < 3) expect(Math.abs(cosine)).toBeGreaterThan(0.999);
  }
});

it('counts the same bytes on one thread, on two, and after an interruption', () => {
  const whole = count(stream).counted;
  const onTwo = count(stream, { threads: 2, batch: 700 }).counted;
  expect(onTwo.gram).toEqual(whole.gram);
  expect(() => count(interruptedAt(stream, 250), half)).toThrow('the power went');
  expect(statSync(file).size).toBeGreaterThan(0);
  const resumed = count(stream, half).counted;
  expect(resumed.gram).toEqual(whole.gram);
  expect(resumed.likes).toEqual(whole.likes);
  expect(resumed.setAside).toEqual(whole.setAside);
  expect(resumed.interactions).toBe(whole.interactions);
});

it('refuses a checkpoint of other data', () => {
  count(stream, half);
  expect(() => count(world.stream(300), half)).toThrow('is not half a pass over');
});

it('has titles of one taste for neighbours', () => {
  const larger = createWorld(300, 15, 7);
  const { counted } = count(larger.stream(1500));
  const known = Array.from(counted.likes.keys()).filter((title) => counted.likes[title]! >= 50);
  let [same, all] = [0, 0];
  const hop = prepareHop(counted, { itemIn: 0, itemOut: 0.5 });
  for (const title of known) {
    const near = hop(historyOf(Int32Array.of(title)));
    near[title] = 0;
    for (const other of topK(near, 5)) {
      all++;
      if (larger.tasteOf[other] === larger.tasteOf[title]) same++;
    }
  }
  expect(larger.tastes).toBe(7);
  expect(same / all).toBeGreaterThan(0.6);
});

it('finds more of what people watch than a list of what is popular', () => {
  const larger = createWorld(300, 15, 7);
  const filter = fitStreamedFilter(larger.stream(1500), { seed: 1, threads: 1 }, () => {});
  const popular = Float32Array.from(filter.counted.likes);
  let [found, foundByPopularity] = [0, 0];
  for (let person = 2000; person < 2150; person++) {
    const row = larger.historyOf(person);
    const [known, targets] = [row.slice(2), row.slice(0, 2)];
    found += measure(filter.score(historyOf(known)), known, targets)['recall@20'];
    foundByPopularity += measure(popular, known, targets)['recall@20'];
  }
  expect(found).toBeGreaterThan(1.1 * foundByPopularity);
});

/** A stream that breaks off. */
function interruptedAt(whole: RowStream, person: number): RowStream {
  return {
    ...whole,
    *rows(from) {
      let next = from;
      for (const row of whole.rows(from)) {
        if (next++ === person) throw new Error('the power went');
        yield row;
      }
    },
  };
}
