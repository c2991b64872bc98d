import { describe, expect, it } from 'vitest';
import { type Random, seededRandom } from '../math/random.ts';
import { type Joins, type Place, readRuns, runsOf } from './runs.ts';

type Row = Place & { readonly who: string };

/** Rows of a few people, many of them of one moment. */
function makeRows(random: Random, count: number): Row[] {
  const rows = Array.from({ length: count }, (_, index) => ({
    at: random() < 0.1 ? null : String(Math.floor(random() * 20)),
    tie: String(index).padStart(3, '0'),
    who: 'abc'[Math.floor(random() * 3)]!,
  }));
  return rows.sort(byTime);
}

function byTime(one: Place, other: Place): number {
  if (one.at !== other.at) {
    if (one.at === null) return 1;
    return other.at === null ? -1 : Number(other.at) - Number(one.at);
  }
  return one.tie === other.tie ? 0 : one.tie < other.tie ? 1 : -1;
}

const placeOf = ({ at, tie }: Place): Place => ({ at, tie });
const ofOnePerson: Joins<Row> = (run, next) => run[0].who === next.who;
const upToThree: Joins<Row> = (run, next) => run.length < 3 && ofOnePerson(run, next);
const never: Joins<Row> = () => false;
const always: Joins<Row> = () => true;

describe.each([
  ['by person', ofOnePerson],
  ['of three at most', upToThree],
  ['of one', never],
  ['of everything', always],
] as const)('runs %s', (_, joins) => {
  it('hold every row once, strictly by time, and two that touch could not be one', () => {
    for (let seed = 1; seed <= 200; seed++) {
      const rows = makeRows(seededRandom(seed), seed % 41);
      const runs = runsOf(rows, joins);
      expect(runs.flat()).toEqual(rows);
      for (const [index, run] of runs.entries()) {
        const following = runs[index + 1];
        if (following) expect(joins(run, following[0])).toBe(false);
      }
    }
  });

  it('are the same in pages of any size as in one', async () => {
    for (let seed = 1; seed <= 200; seed++) {
      const rows = makeRows(seededRandom(seed), seed % 41);
      const read = async (after: Place | null, limit: number) =>
        rows.filter((row) => after === null || byTime(after, row) < 0).slice(0, limit);
      const paged: (readonly Row[])[] = [];
      let after: Place | null = null;
      do {
        const page: Awaited<ReturnType<typeof readRuns<Row>>> = await readRuns(
          read,
          joins,
          after && placeOf(after),
          1 + (seed % 5),
        );
        expect(page.runs.length).toBeLessThanOrEqual(1 + (seed % 5));
        paged.push(...page.runs);
        after = page.next;
      } while (after);
      expect(paged).toEqual(runsOf(rows, joins));
    }
  });
});

it('what happens meanwhile neither repeats nor hides anything further down', async () => {
  const rows = makeRows(seededRandom(7), 40).filter(({ at }) => at !== null);
  const read = async (after: Place | null, limit: number) =>
    rows.filter((row) => after === null || byTime(after, row) < 0).slice(0, limit);
  const first = await readRuns(read, ofOnePerson, null, 3);
  rows.unshift({ at: '99', tie: 'new', who: first.runs[0]![0].who });
  const rest = await readRuns(read, ofOnePerson, first.next, 100);
  expect([...first.runs.flat(), ...rest.runs.flat()]).toEqual(rows.slice(1));
});
