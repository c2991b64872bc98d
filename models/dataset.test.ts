import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { casesOf, splitPeople } from './dataset.ts';
import { readDataset } from './layouts/read-dataset.ts';
import { smallWorld } from './testing/worlds.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'movielens-'));
afterAll(() => rmSync(folder, { recursive: true }));

const MOVIES = 'movieId,title,genres\n2,"Matrix, The (1999)",Action\n1,"Say ""Hi"" (2001)",Comedy\n';
const HEADER = 'userId,movieId,rating,timestamp\n';

function read(ratings: string, movies = MOVIES) {
  writeFileSync(path.join(folder, 'ratings.csv'), ratings);
  writeFileSync(path.join(folder, 'movies.csv'), movies);
  return readDataset(`movielens:${folder}`);
}

describe('reading movielens', () => {
  it('takes quotes, Windows line ends and half stars', () => {
    const dataset = read(`${HEADER}7,2,4.5,1\n9,1,0.5,2\n`.replaceAll('\n', '\r\n'));
    expect(dataset.items).toEqual([
      { movieId: 1, title: 'Say "Hi" (2001)', features: [{ name: 'genre:Comedy' }] },
      { movieId: 2, title: 'Matrix, The (1999)', language: 'en', features: [{ name: 'genre:Action' }] },
    ]);
    expect(Array.from(dataset.people)).toEqual([7, 9]);
    expect(Array.from(dataset.ratings.values)).toEqual([4.5, 0.5]);
  });

  it('lets the later of two ratings of one title count', () => {
    const dataset = read(`${HEADER}7,2,4.5,20\n7,2,1,10\n9,2,5,10\n9,2,2,20\n\n`);
    expect(Array.from(dataset.ratings.values)).toEqual([4.5, 2]);
  });

  it('keeps likes in the order they came, and knows what language our own titles are in', () => {
    const dataset = read(`${HEADER}7,2,4.5,20\n7,1,4,10\n9,2,5,10\n9,1,3,5\n`);
    expect(dataset.sequences!.map((columns) => Array.from(columns))).toEqual([[0, 1], [1]]);
    expect(
      read(
        `${HEADER}7,2,4.5,20\n`,
        `${MOVIES}3,Seven Samurai (Shichinin no samurai) (1954),Drama\n`,
      ).items.map(({ language }) => language),
    ).toEqual([undefined, 'en', 'ja']);
  });

  it.each([
    ['7,2,4.5', 'ratings.csv:3: "7,2,4.5" is not userId,movieId,rating,timestamp in numbers'],
    ['7,2,great,1', 'ratings.csv:3: "7,2,great,1" is not'],
    ['7,99,4,1', 'ratings.csv:3: movie 99 is not in movies.csv'],
    ['7,2,6,1', 'ratings.csv:3: a rating of 6 is outside 0.5 to 5'],
    ['-7,1,3,1', 'ratings.csv:3: "-7,1,3,1" is not'],
    ['7,2,NaN,1', 'ratings.csv:3: "7,2,NaN,1" is not'],
    ['2147483648,2,4,1', 'ratings.csv:3: id 2147483648 is out of range'],
  ])('names file and line of %s', (line, message) => {
    expect(() => read(`${HEADER}7,1,4,1\n${line}\n`)).toThrow(message);
  });

  it('names what is missing or strange', () => {
    expect(() => read('a,b\n')).toThrow('ratings.csv:1: the header must be userId,movieId,rating,timestamp');
    expect(() => read(HEADER)).toThrow('ratings.csv:1: nothing to read below the header');
    expect(() => read(`${HEADER}1,1,4,1\n`, 'movieId,title,genres\nx\n')).toThrow(
      'movies.csv:2: "x" is not movieId,title,genres',
    );
    expect(() => readDataset('movielens:/nowhere')).toThrow('/nowhere/ratings.csv: cannot be read');
    expect(() => readDataset('parquet:/x')).toThrow('--data parquet:/x: not a layout');
  });
});

describe('splits', () => {
  const world = smallWorld();

  it('hold everyone out exactly once and never train on them', () => {
    const folds = splitPeople(61, 5, 1);
    expect(folds.flatMap(({ heldOut }) => Array.from(heldOut)).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 61 }, (_, row) => row),
    );
    for (const { training, heldOut } of folds) {
      expect(training.length + heldOut.length).toBe(61);
      expect(heldOut.some((row) => training.includes(row))).toBe(false);
    }
  });

  it('keep targets out of what is known, at every limit the same targets, all of them liked', () => {
    const everyone = Int32Array.from(world.people.keys());
    const all = casesOf(world, everyone, 1);
    const three = casesOf(world, everyone, 1, 3);
    for (const one of all) {
      const row = world.people.indexOf(one.person);
      const stars = new Map<number, number>();
      for (let place = world.ratings.offsets[row]!; place < world.ratings.offsets[row + 1]!; place++) {
        stars.set(world.ratings.indices[place]!, world.ratings.values[place]!);
      }
      expect(one.targets.some((column) => one.known.includes(column))).toBe(false);
      expect([...one.targets, ...one.known].every((column) => stars.get(column)! >= 4)).toBe(true);
      const short = three.find(({ person }) => person === one.person);
      if (!short) continue;
      expect(short.targets).toEqual(one.targets);
      expect(short.known).toHaveLength(3);
      expect(short.known.every((column) => one.known.includes(column))).toBe(true);
    }
  });
});
