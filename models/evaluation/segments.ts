/** Titles set apart in the result table: those a model can know little of, and those of one language. */
import type { Dataset } from '../dataset.ts';

/** Below so many ratings in training a title is cold. */
const COLD = 5;

/** By name: 1 for every title that belongs, 0 for every other. */
export type TitleSegments = ReadonlyMap<string, Uint8Array>;

export function titleSegments({ ratings, items }: Pick<Dataset, 'ratings' | 'items'>): TitleSegments {
  const counts = new Int32Array(items.length);
  for (const column of ratings.indices) counts[column]! += 1;
  const where = (belongs: (column: number) => boolean) =>
    Uint8Array.from(items, (_, column) => Number(belongs(column)));
  const cold: [string, Uint8Array][] = [
    ['titles never in training', where((column) => counts[column] === 0)],
    [`titles below ${COLD} in training`, where((column) => counts[column]! < COLD)],
  ];
  if (!items.some(({ language }) => language !== undefined)) return new Map(cold);
  return new Map([
    ...cold,
    ['titles in English', where((column) => items[column]!.language === 'en')],
    ['titles in another language', where((column) => !['en', undefined].includes(items[column]!.language))],
  ]);
}
