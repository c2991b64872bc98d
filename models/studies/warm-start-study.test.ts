import { expect, it } from 'vitest';
import { smallWorld } from '../testing/worlds.ts';
import { studyWarmStart } from './warm-start-study.ts';

it('compares the bundle, the new data and both on everyone once', () => {
  const [, header, , ...lines] = studyWarmStart(smallWorld(40, 40, 7), 1).split('\n');
  expect(header).toContain('| both − bundle | both − new data |');
  const rows = lines
    .filter((line) => line.startsWith('|'))
    .map((line) => line.split('|').map((cell) => cell.trim()));
  expect(rows.map(([, people, known]) => `${people} ${known}`)).toEqual(['10 1', '10 5', '10 all']);
  expect(Number(rows[2]![3])).toBe(39);
  for (const [, , , , ...qualities] of rows)
    for (const quality of qualities.slice(0, 4)) expect(Number(quality)).toBeGreaterThan(0);
});

it('says what it needs', () => {
  expect(() => studyWarmStart(smallWorld(12, 20), 1)).toThrow(/needs ratings of some hundred people/);
});
