/** What a bundle says about the data it is made of: their own notice or licence, where they came with one. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The whole text, and one line for the manifest. */
export type Notice = { readonly text: string; readonly licence: string };

const MOVIELENS_FOLDER = /^(ml|movielens)-/i;

/** `source` is what `--data` was given. A NOTICE or LICENSE beside the data wins; then MovieLens is known; then a README. */
export function noticeFor(source: string, name: string): Notice {
  const folder = source.slice(source.indexOf(':') + 1);
  const terms = readFirst(folder, /^(notice|licen[cs]e)(\.\w+)?$/i);
  const readme = readFirst(folder, /^readme(\.\w+)?$/i);
  if (terms.length > 0) return quote(name, terms);
  const isMovieLens = readme.some(({ text }) => /grouplens/i.test(text)) || MOVIELENS_FOLDER.test(name);
  if (source.startsWith('movielens:') && isMovieLens) return movieLensNotice(name);
  return readme.length > 0 ? quote(name, readme) : askForNotice(name);
}

/** A bundle that was learned on from another one stands under the notices of both. */
export function joinNotices(own: Notice, version: string, earlier: string): Notice {
  return {
    text: `${own.text}\nIt was learned on from the bundle ${version}, whose notice goes with every copy too:\n\n${earlier}`,
    licence: `${own.licence}; and what NOTICE says of the bundle ${version}`,
  };
}

type Found = { readonly file: string; readonly text: string };

function readFirst(folder: string, wanted: RegExp): Found[] {
  const files = readdirSync(folder).filter((file) => wanted.test(file));
  return files.sort().map((file) => ({ file, text: readFileSync(path.join(folder, file), 'utf8').trim() }));
}

function derivedFrom(name: string): string {
  return `This model bundle is derived from the data set "${name}": vectors, counts, mean ratings and titles are
transformations of it. It holds no ratings of single people and no person's identity.
`;
}

function quote(name: string, found: readonly Found[]): Notice {
  const quoted = found.map(({ file, text }) => `\n${file} of the data says:\n\n${text}\n`);
  return {
    text: `${derivedFrom(name)}${quoted.join('')}`,
    licence: `See NOTICE: ${found.map(({ file }) => file).join(' and ')} of the data`,
  };
}

function askForNotice(name: string): Notice {
  return {
    text: `${derivedFrom(name)}
No NOTICE, LICENSE or README lay beside the data, so nothing is known here of the terms they stand under. Whoever trained
this bundle: write them into a NOTICE file in the data folder and train again before you pass the bundle on.
`,
    licence: 'Not stated: nothing beside the data says on what terms they may be used',
  };
}

function movieLensNotice(name: string): Notice {
  return {
    licence: 'See NOTICE: GroupLens usage licence, research and non-commercial use',
    text: `This model bundle is derived from the MovieLens data set "${name}" (GroupLens Research, University of
Minnesota, https://grouplens.org/datasets/movielens/): vectors, counts, mean ratings and titles are transformations of
it and stand under the data set's own conditions, which go with every copy:

* You may not state or imply any endorsement from the University of Minnesota or the GroupLens Research Group.
* You must acknowledge the use of the data set in publications that result from its use (citation below).
* You may redistribute the data set, including transformations such as this bundle, so long as it is distributed
  under these same conditions.
* You may not use it for any commercial or revenue-bearing purposes without first obtaining permission from a faculty
  member of the GroupLens Research Project at the University of Minnesota.
* It is provided "as is" without warranty of any kind, either expressed or implied, including, but not limited to, the
  implied warranties of merchantability and fitness for a particular purpose. Neither the University of Minnesota nor
  any of the researchers involved can guarantee the correctness of the data, its suitability for any particular
  purpose, or the validity of results based on its use. In no event shall the University of Minnesota, its affiliates
  or employees be liable for any damages arising out of the use or inability to use it.

F. Maxwell Harper and Joseph A. Konstan. 2015. The MovieLens Datasets: History and Context. ACM Transactions on
Interactive Intelligent Systems (TiiS) 5, 4: 19:1-19:19. https://doi.org/10.1145/2827872

The bundle holds no ratings of single people and no person's identity. To run without these conditions, train a bundle
on your own data: see models/README.md.
`,
  };
}
