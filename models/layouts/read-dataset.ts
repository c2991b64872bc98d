/** `--data LAYOUT:DIR` → the dataset in that folder, whatever its layout. */
import type { Dataset } from '../dataset.ts';
import { readFilmTrust } from './filmtrust.ts';
import { readLightGcn } from './lightgcn.ts';
import { readMovieLens, type Split } from './movielens.ts';
import { readSequences } from './sequences.ts';
import { readSocial } from './social.ts';

const READERS: Readonly<Record<string, (folder: string) => Dataset>> = {
  movielens: readMovieLens,
  lightgcn: readLightGcn,
  social: readSocial,
  sequences: readSequences,
  filmtrust: readFilmTrust,
};

/** Where a command's data come from, for its usage line. */
export const DATA_SOURCES = `${Object.keys(READERS).join('|')}:DIR`;

/** `split` belongs to data that come without one: movielens. */
export function readDataset(source: string, split: Split = 'people'): Dataset {
  const [layout = '', ...rest] = source.split(':');
  const folder = rest.join(':');
  const read = Object.hasOwn(READERS, layout) ? READERS[layout] : undefined;
  if (!read || folder === '')
    throw new Error(`--data ${source}: not a layout this command reads; write ${DATA_SOURCES}`);
  if (split === 'people') return read(folder);
  if (read === READERS.movielens) return readMovieLens(folder, split);
  throw new Error(
    `--split ${split}: ${source} comes with a split of its own; only movielens is split by time`,
  );
}
