/** `social:DIR`: train_set.txt and test_set.txt (`user,item`), trust.txt (`user,friend`), as SocialLGN publishes its splits. */
import path from 'node:path';
import type { Dataset } from '../dataset.ts';
import { type Basket, datasetOfSplit } from './interactions.ts';
import { eachLine, type Line, parseIds, readText } from './lines.ts';

const NEEDS = 'a social folder needs train_set.txt and test_set.txt (user,item) and trust.txt (user,friend)';

export function readSocial(folder: string): Dataset {
  const files = ['train_set.txt', 'test_set.txt', 'trust.txt'].map((name) => path.join(folder, name));
  const texts = files.map((file) => readText(file, NEEDS));
  return datasetOfSplit({
    folder,
    texts,
    training: parseBaskets(eachLine(texts[0]!, files[0]!, 'user,item')),
    targets: parseBaskets(eachLine(texts[1]!, files[1]!, 'user,item')),
    links: Array.from(eachLine(texts[2]!, files[2]!, 'user,friend'), parsePair),
  });
}

function parseBaskets(lines: Iterable<Line>): Map<number, Basket> {
  const baskets = new Map<number, Basket>();
  for (const line of lines) {
    const [user, item] = parsePair(line);
    const basket = baskets.get(user) ?? { items: [], place: line[1] };
    basket.items.push(item);
    baskets.set(user, basket);
  }
  return baskets;
}

function parsePair(line: Line): [number, number] {
  const ids = parseIds(line, /,/, 'a whole number as in "user,item"');
  if (ids.length !== 2) throw new Error(`${line[1]}: "${line[0]}" has ${ids.length} fields where two belong`);
  return ids as [number, number];
}
