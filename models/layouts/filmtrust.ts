/** `filmtrust:DIR`: ratings.txt (`user item stars`) and trust.txt (`user friend 1`); the split is drawn by seed, 80 : 20. */
import path from 'node:path';
import { permutation, seededRandom } from '../../lib/math/random.ts';
import type { Dataset } from '../dataset.ts';
import { interactionDataset, testCases } from './interactions.ts';
import { countIds, linesOf, parseIds, readText } from './lines.ts';
import { friendGraph } from './social.ts';

const NEEDS = 'a filmtrust folder needs ratings.txt (user item stars) and trust.txt (user friend trust)';

/** Any rating is an interaction: FilmTrust's stars run from 0.5 to 4 and most are high. The split is always the same. */
export function readFilmTrust(folder: string): Dataset {
  const [ratingsFile, trustFile] = [path.join(folder, 'ratings.txt'), path.join(folder, 'trust.txt')];
  const texts = [readText(ratingsFile, NEEDS), readText(trustFile, NEEDS)] as const;
  const [people, items] = [countIds('user'), countIds('item')];
  const rated = new Map<number, { columns: Set<number>; place: string }>();
  for (const [text, place] of linesOf(texts[0], ratingsFile)) {
    const found = /^(\d+) (\d+) (\d+(?:\.\d+)?)$/.exec(text);
    if (!found) throw new Error(`${place}: "${text}" is not "user item stars" in numbers`);
    const [user, item, stars] = [Number(found[1]), Number(found[2]), Number(found[3])];
    if (!(stars >= 0.5 && stars <= 5)) throw new Error(`${place}: a rating of ${stars} is outside 0.5 to 5`);
    people.add(user, place);
    items.add(item, place);
    const row = rated.get(user) ?? { columns: new Set<number>(), place };
    row.columns.add(item);
    rated.set(user, row);
  }
  const links = new Map<number, { columns: Set<number> }>();
  for (const line of linesOf(texts[1], trustFile)) {
    const ids = parseIds(line, /\s+/, 'a whole number as in "user friend trust"');
    if (ids.length !== 3)
      throw new Error(`${line[1]}: "${line[0]}" has ${ids.length} fields where three belong`);
    for (const id of ids.slice(0, 2)) people.add(id, line[1]);
    const row = links.get(ids[0]!) ?? { columns: new Set<number>() };
    row.columns.add(ids[1]!);
    links.set(ids[0]!, row);
  }
  const { training, targets } = splitRated(people.finish(), rated);
  const friends = friendGraph(training.length, links);
  return interactionDataset(
    { folder, texts, items: items.finish(), training, friends },
    testCases(training, targets, friends),
  );
}

/** A fifth of what each person rated is to be found; a single rating stays in training. */
function splitRated(people: number, rated: ReadonlyMap<number, { columns: Set<number>; place: string }>) {
  const training = Array.from({ length: people }, () => new Int32Array());
  const targets = new Map<number, { columns: Int32Array; place: string }>();
  for (const [user, { columns, place }] of rated) {
    const all = Int32Array.from(columns);
    const order = permutation(all.length, seededRandom(user)).map((index) => all[index]!);
    const hidden = Math.round(all.length * 0.2);
    training[user] = order.slice(hidden);
    if (hidden > 0) targets.set(user, { columns: order.slice(0, hidden), place });
  }
  return { training, targets };
}
