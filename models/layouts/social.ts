/** `social:DIR`: train_set.txt and test_set.txt (`user,item`), trust.txt (`user,friend`), as SocialLGN publishes its splits. */
import path from 'node:path';
import { type Entry, type Sparse, sparseOf } from '../../lib/math/sparse.ts';
import type { Dataset } from '../dataset.ts';
import { interactionDataset, testCases } from './interactions.ts';
import { countIds, type Line, linesOf, parseIds, readText } from './lines.ts';

const NEEDS = 'a social folder needs train_set.txt and test_set.txt (user,item) and trust.txt (user,friend)';

export function readSocial(folder: string): Dataset {
  const files = ['train_set.txt', 'test_set.txt', 'trust.txt'].map((name) => path.join(folder, name));
  const texts = files.map((file) => readText(file, NEEDS));
  const [people, items] = [countIds('user'), countIds('item')];
  const rows = parsePairs(linesOf(texts[0]!, files[0]!, 'user,item'), people, items);
  const wanted = parsePairs(linesOf(texts[1]!, files[1]!, 'user,item'), people, items);
  const links = parsePairs(linesOf(texts[2]!, files[2]!, 'user,friend'), people, people);
  const training = Array.from({ length: people.finish() }, (_, user) => columnsOf(rows.get(user)));
  const friends = friendGraph(training.length, links);
  const targets = new Map(
    [...wanted].map(([user, row]) => [user, { columns: columnsOf(row), place: row.place }]),
  );
  return interactionDataset(
    { folder, texts, items: items.finish(), training, friends },
    testCases(training, targets, friends),
  );
}

type Row = { readonly columns: Set<number>; readonly place: string };
type Counter = ReturnType<typeof countIds>;

function parsePairs(lines: readonly Line[], first: Counter, second: Counter): Map<number, Row> {
  const rows = new Map<number, Row>();
  for (const line of lines) {
    const place = line[1];
    const ids = parseIds(line, /,/, 'a whole number as in "user,item"');
    if (ids.length !== 2) throw new Error(`${place}: "${line[0]}" has ${ids.length} fields where two belong`);
    const [user, other] = ids as [number, number];
    first.add(user, place);
    second.add(other, place);
    const row = rows.get(user) ?? { columns: new Set<number>(), place };
    row.columns.add(other);
    rows.set(user, row);
  }
  return rows;
}

function columnsOf(row: Row | undefined): Int32Array {
  return Int32Array.from(row?.columns ?? []);
}

/** people × people; whoever links themselves is not their own friend. */
export function friendGraph(
  people: number,
  links: ReadonlyMap<number, { readonly columns: Set<number> }>,
): Sparse {
  const entries: Entry[] = [];
  for (const [user, { columns }] of links) {
    for (const friend of columns) if (friend !== user) entries.push([user, friend, 1]);
  }
  return sparseOf(people, people, entries);
}
