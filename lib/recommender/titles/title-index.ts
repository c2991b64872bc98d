/** Which titles fit what, best known first: found once an engine, then remembered. */
import { finish, type Steps } from '../../math/steps.ts';
import type { Engine } from '../engine.ts';
import { fits } from '../taste/choices.ts';
import type { Choice, Row } from '../types.ts';

type Index = { readonly byPrior: Int32Array; readonly fitting: Map<string, Int32Array> };

/** Lists kept an engine; then they are found anew. */
const MOST_LISTS = 2000;

const indexes = new WeakMap<Engine, Index>();

/** Every row by prior, highest first; equal priors by row. */
export function rowsByPrior(engine: Engine): Int32Array {
  return indexOf(engine).byPrior;
}

/** Rows that a choice is about, in the same order. */
export function rowsFitting(choice: Pick<Choice, 'facet' | 'value'>, engine: Engine): Int32Array {
  const { byPrior, fitting } = indexOf(engine);
  const name = `${choice.facet} ${choice.value}`;
  const known = fitting.get(name);
  if (known) return known;
  const rows = byPrior.filter((row) => fits(engine.facts(row), choice));
  if (fitting.size >= MOST_LISTS) fitting.clear();
  fitting.set(name, rows);
  return rows;
}

function indexOf(engine: Engine): Index {
  return indexes.get(engine) ?? finish(indexTitles(engine));
}

/** Finds now what requests would else wait for: the order, and the lists asked for most, all in one pass. */
export function* indexTitles(engine: Engine): Steps<Index> {
  const byPrior = sortByPrior(engine);
  const lists = new Map<string, Row[]>();
  for (const row of byPrior) {
    yield;
    const { genres, language, kind } = engine.facts(row);
    for (const genre of new Set(genres)) list(lists, `genre ${genre}`, row);
    list(lists, `language ${language}`, row);
    list(lists, `kind ${kind}`, row);
  }
  const fitting = new Map(Array.from(lists, ([name, rows]) => [name, Int32Array.from(rows)]));
  const index = { byPrior, fitting };
  indexes.set(engine, index);
  return index;
}

function list(lists: Map<string, Row[]>, name: string, row: Row): void {
  const rows = lists.get(name);
  if (rows) rows.push(row);
  else lists.set(name, [row]);
}

/** Sorted as plain numbers, (prior, row) in one: many times faster than by a comparison. */
function sortByPrior(engine: Engine): Int32Array {
  const { size } = engine;
  const bits = new Int32Array(1);
  const asFloat = new Float32Array(bits.buffer);
  const keys = new Float64Array(size);
  for (let row: Row = 0; row < size; row++) {
    asFloat[0] = engine.prior(row);
    // IEEE 754 orders like integers once the negative half is turned over.
    const order = bits[0]! < 0 ? -(bits[0]! & 0x7fffffff) : bits[0]!;
    keys[row] = -order * size + row;
  }
  keys.sort();
  return Int32Array.from(keys, (key) => ((key % size) + size) % size);
}
