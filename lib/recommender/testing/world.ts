/**
 * A checkerboard world for tests: even rows are dark thrillers, odd rows are light comedies, and people like one
 * or the other. The engine is plain TypeScript with the same arithmetic as the ONNX graphs.
 */
import { addScaled, dot, norm } from '../../math/vector.ts';
import { type Engine, type NearLists, weighHistory } from '../engine.ts';
import { emptyLists, writeList } from '../titles/near-lists.ts';
import type { Friend, Interaction, TitleFacts, ViewerContext } from '../types.ts';

export const WORLD_SIZE = 40;
const DIMENSIONS = 4;

export function makeWorldFacts(row: number): TitleFacts {
  const dark = row % 2 === 0;
  return {
    id: 1000 + row,
    name: `${dark ? 'Night' : 'Day'} ${row}`,
    year: 1980 + row,
    kind: row % 10 === 9 || row % 10 === 8 ? 'series' : 'film',
    genres: dark ? ['thriller'] : ['comedy'],
    language: row % 7 === 0 ? 'te' : 'en',
    countries: ['US'],
    makers: [`Maker ${row % 8}`],
    cast: [`Actor ${row % 11}`],
    keywords: dark ? ['night', 'murder'] : ['wedding', 'feel-good'],
    maturity: dark ? 16 : 7,
    runtime: 100,
    licence: 'low',
    flagged: false,
  };
}

/** `ids` are the titles of its rows. Calls are counted, so that a test can prove that nothing was computed. */
export function makeWorldEngine(
  ids?: readonly number[],
): Engine & { readonly calls: { encode: number; predict: number } } {
  const size = ids?.length ?? WORLD_SIZE;
  const facts = Array.from({ length: size }, (_, row) => ({
    ...makeWorldFacts(row),
    id: ids?.[row] ?? 1000 + row,
  }));
  const rows = new Map(facts.map(({ id }, row) => [id, row]));
  const vectors = facts.map((_, row) => {
    const wobble = ((row * 37) % 11) / 40;
    return Float32Array.from(row % 2 === 0 ? [1, -0.5, wobble, 0.2] : [-0.5, 1, wobble, 0.2]);
  });
  const link = { vector: 4, coWatch: 1, prior: 0.1, bias: -2 };
  const populationVector = Float32Array.from([0.5, 0.5, 0.1, 0.2]);
  const populationWeight = (historyWeight: number) => 2 / (10 + historyWeight);
  const neighbourLists = listSteps(size, 2, 0.5);
  const alikeLists = listSteps(size, 4, 0.3);
  const calls = { encode: 0, predict: 0 };
  return {
    version: 'world-1',
    revision: 0,
    size,
    dimensions: DIMENSIONS,
    link,
    populationVector,
    calls,
    rowOf: (id) => rows.get(id),
    facts: (row) => facts[row]!,
    inGraph: (row) => row < size - 4,
    encoderVector: (row) => vectors[row]!,
    titleVector: (row) => vectors[row]!,
    prior: (row) => 1.5 - (3 * row) / size,
    neighbourLists,
    alikeLists,
    async encode(histories, populationScale) {
      calls.encode += 1;
      return histories.map((history) => {
        const sum = new Float32Array(DIMENSIONS);
        for (const { row, weight } of history) addScaled(sum, weight, vectors[row]!);
        const weight = populationScale * populationWeight(weighHistory(history));
        addScaled(sum, weight, populationVector);
        const length = norm(sum) || 1e-12;
        return { vector: sum.map((value) => value / length), norm: length, populationWeight: weight };
      });
    },
    async predict(vector, rows, side) {
      calls.predict += 1;
      return Float32Array.from(
        rows,
        (row, index) =>
          link.vector * dot(vector, vectors[row]!) +
          link.coWatch * side[index * 2]! +
          link.prior * side[index * 2 + 1]! +
          link.bias,
      );
    },
    ranker: null,
    nearest(vector, k, allowed) {
      return vectors
        .map((other, row) => ({ row, weight: dot(vector, other) }))
        .filter(({ row }) => allowed[row] === 1)
        .sort((a, b) => b.weight - a.weight || a.row - b.row)
        .slice(0, k);
    },
  };
}

/** Near every row stand the rows so many steps before and after it. */
function listSteps(size: number, step: number, weight: number): NearLists {
  const lists = emptyLists(size, 2);
  for (let row = 0; row < size; row++) {
    const near = [row + step, row - step].filter((other) => other >= 0 && other < size);
    writeList(
      lists,
      row,
      near.map((other) => ({ row: other, weight })),
    );
  }
  return lists;
}

export const NOW = Date.UTC(2026, 10, 20);

export function loved(row: number, change: Partial<Interaction> = {}): Interaction {
  const plain = {
    liked: false,
    watches: 1,
    uncounted: 0,
    watchlisted: false,
    progress: null,
    dismissed: false,
    muted: false,
  } as const;
  return { titleId: 1000 + row, rating: 5, ...plain, at: NOW - 86_400_000, ...change };
}

export function makeFriend(name: string, rows: readonly number[], influence = 1): Friend {
  return { id: `id-${name}`, name, influence, interactions: rows.map((row) => loved(row)) };
}

export function makeContext(change: Partial<ViewerContext> = {}): ViewerContext {
  return {
    now: NOW,
    interactions: [],
    friends: [],
    choices: [],
    trending: [],
    dismissed: { genres: new Set(), people: new Set(), friends: new Set() },
    maturityLimit: null,
    popular: [],
    fresh: [],
    shown: new Map(),
    pool: [],
    features: { viewer: null, computedAt: null },
    leftOut: [],
    ...change,
  };
}
