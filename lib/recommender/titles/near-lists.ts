/** For every row the rows that are near it with their weights, strongest first, in flat arrays. */
import type { NearLists, WeightedRow } from '../engine.ts';
import type { Row } from '../types.ts';

export function emptyLists(titles: number, width: number): NearLists {
  return {
    width,
    rows: new Int32Array(titles * width).fill(-1),
    weights: new Float32Array(titles * width),
  };
}

/** A copy with room for as many titles. */
export function copyLists({ width, rows, weights }: NearLists, titles: number): NearLists {
  const copy = emptyLists(titles, width);
  copy.rows.set(rows);
  copy.weights.set(weights);
  return copy;
}

/** As objects; for loops over many lists read the arrays. */
export function readList({ width, rows, weights }: NearLists, row: Row): WeightedRow[] {
  const list: WeightedRow[] = [];
  for (let place = row * width; place < (row + 1) * width && rows[place] !== -1; place++) {
    list.push({ row: rows[place]!, weight: weights[place]! });
  }
  return list;
}

export function writeList({ width, rows, weights }: NearLists, row: Row, list: readonly WeightedRow[]): void {
  const start = row * width;
  rows.fill(-1, start, start + width);
  list.slice(0, width).forEach((near, place) => {
    rows[start + place] = near.row;
    weights[start + place] = near.weight;
  });
}

/** Puts `near` where its weight belongs, if it is strong enough; what falls off the end is forgotten. */
export function insertNear({ width, rows, weights }: NearLists, row: Row, near: WeightedRow): void {
  const start = row * width;
  let place = start + width;
  while (place > start && (rows[place - 1] === -1 || weights[place - 1]! < near.weight)) place--;
  if (place === start + width) return;
  rows.copyWithin(place + 1, place, start + width - 1);
  weights.copyWithin(place + 1, place, start + width - 1);
  rows[place] = near.row;
  weights[place] = near.weight;
}

/** Takes `gone` out of every list. */
export function removeNear({ width, rows, weights }: NearLists, gone: Row): void {
  for (let place = rows.indexOf(gone); place !== -1; place = rows.indexOf(gone, place)) {
    const end = (Math.floor(place / width) + 1) * width;
    rows.copyWithin(place, place + 1, end);
    weights.copyWithin(place, place + 1, end);
    rows[end - 1] = -1;
  }
}

/** target += factor · the list of `row`. */
export function addNear(target: Float32Array, factor: number, lists: NearLists, row: Row): void {
  const { width, rows, weights } = lists;
  for (let place = row * width; place < (row + 1) * width; place++) {
    const near = rows[place]!;
    if (near === -1) return;
    target[near]! += factor * weights[place]!;
  }
}

/** The weight of `near` in the list of `row`; 0 where it is not in it. */
export function weightTo({ width, rows, weights }: NearLists, row: Row, near: Row): number {
  const place = rows.subarray(row * width, (row + 1) * width).indexOf(near);
  return place === -1 ? 0 : weights[row * width + place]!;
}
