import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { takePeople } from '../dataset.ts';
import { smallWorld } from '../testing/worlds.ts';
import { describeMovieLens, tabulateFeatures } from './features.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'features-'));
afterAll(() => rmSync(folder, { recursive: true }));

const items = [
  { movieId: 1, title: 'Say "Hi" (2001)' },
  { movieId: 2, title: 'Matrix, The (1999)' },
];

function read(movies: string, tags: string) {
  writeFileSync(path.join(folder, 'movies.csv'), `movieId,title,genres\n${movies}`);
  writeFileSync(path.join(folder, 'tags.csv'), `userId,movieId,tag,timestamp\n${tags}`);
  return describeMovieLens(folder, items);
}

it('reads genres and tags, quotes and Windows line ends too', () => {
  expect(
    read('2,"Matrix, The (1999)",Action|Sci-Fi\r\n1,Hi,(no genres listed)\r\n', '7,1,"Odd, ""very"" ",5\n'),
  ).toEqual([
    { ...items[0], features: [{ name: 'tag:odd, "very"', person: 7 }] },
    { ...items[1], features: [{ name: 'genre:Action' }, { name: 'genre:Sci-Fi' }] },
  ]);
});

it('names file and line of what it cannot read', () => {
  expect(() => read('x\n', '')).toThrow('movies.csv:2: "x" is not movieId,title,genres');
  expect(() => read('1,Hi,Drama\n', '7,1,odd,5\n7,odd\n')).toThrow(
    'tags.csv:3: "7,odd" is not userId,movieId,tag,timestamp',
  );
});

it('leaves out what only held-out people said', () => {
  const world = smallWorld();
  const features = [
    { name: 'tag:heist', person: world.people[0]! },
    { name: 'tag:noir', person: world.people[1]! },
  ];
  const items = world.items.map((item) => ({ ...item, features }));
  const { names, table } = tabulateFeatures(takePeople({ ...world, items }, Int32Array.of(0, 2)));
  expect(names).toContain('tag:heist');
  expect(names).not.toContain('tag:noir');
  expect(names).toContain('decade:1960');
  expect(table.columns).toBe(names.length);
});
