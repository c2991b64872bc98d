/** `lightgcn:DIR`: train.txt and test.txt with `user item item …` a line, as LightGCN's authors publish their splits. */
import path from 'node:path';
import type { Dataset } from '../dataset.ts';
import { type Basket, datasetOfSplit } from './interactions.ts';
import { eachLine, parseIds, readText } from './lines.ts';

const NEEDS = 'a lightgcn folder needs train.txt and test.txt, "user item item …" a line';

export function readLightGcn(folder: string): Dataset {
  const files = [path.join(folder, 'train.txt'), path.join(folder, 'test.txt')] as const;
  const texts = files.map((file) => readText(file, NEEDS));
  const training = parseBaskets(texts[0]!, files[0]);
  return datasetOfSplit({ folder, texts, training, targets: parseBaskets(texts[1]!, files[1]) });
}

function parseBaskets(text: string, file: string): Map<number, Basket> {
  const baskets = new Map<number, Basket>();
  for (const line of eachLine(text, file)) {
    const place = line[1];
    const [user, ...items] = parseIds(line, /\s+/, 'a whole number as in "user item item …"');
    const before = baskets.get(user!);
    if (before) throw new Error(`${place}: user ${user} has a line already (${before.place})`);
    baskets.set(user!, { items, place });
  }
  return baskets;
}
