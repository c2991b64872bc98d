/** `lightgcn:DIR`: train.txt and test.txt with `user item item …` a line, as LightGCN's authors publish their splits. */
import path from 'node:path';
import type { Dataset } from '../dataset.ts';
import { interactionDataset, testCases } from './interactions.ts';
import { countIds, linesOf, parseIds, readText } from './lines.ts';

const NEEDS = 'a lightgcn folder needs train.txt and test.txt, "user item item …" a line';

export function readLightGcn(folder: string): Dataset {
  const [trainFile, testFile] = [path.join(folder, 'train.txt'), path.join(folder, 'test.txt')];
  const texts = [readText(trainFile, NEEDS), readText(testFile, NEEDS)] as const;
  const [people, items] = [countIds('user'), countIds('item')];
  const rows = parseRows(texts[0], trainFile, people, items);
  const targets = parseRows(texts[1], testFile, people, items);
  const training = Array.from(
    { length: people.finish() },
    (_, user) => rows.get(user)?.columns ?? new Int32Array(),
  );
  return interactionDataset({ folder, texts, items: items.finish(), training }, testCases(training, targets));
}

type Counter = ReturnType<typeof countIds>;

function parseRows(text: string, file: string, people: Counter, items: Counter) {
  const rows = new Map<number, { columns: Int32Array; place: string }>();
  for (const line of linesOf(text, file)) {
    const place = line[1];
    const [user, ...columns] = parseIds(line, /\s+/, 'a whole number as in "user item item …"');
    if (rows.has(user!))
      throw new Error(`${place}: user ${user} has a line already (${rows.get(user!)!.place})`);
    people.add(user!, place);
    for (const column of columns) items.add(column, place);
    rows.set(user!, { columns: Int32Array.from(new Set(columns)), place });
  }
  return rows;
}
