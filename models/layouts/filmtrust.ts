/** `filmtrust:DIR`: ratings.txt (`user item stars`) and trust.txt (`user friend 1`); the split is drawn by seed, 80 : 20. */
import path from 'node:path';
import { permutation, seededRandom } from '../../lib/math/random.ts';
import type { Dataset } from '../dataset.ts';
import { type Basket, datasetOfSplit } from './interactions.ts';
import { eachLine, type Line, parseId, parseIds, readText, shortened } from './lines.ts';

const NEEDS = 'a filmtrust folder needs ratings.txt (user item stars) and trust.txt (user friend trust)';
const HIDDEN = 0.2;

/** Any rating is an interaction: FilmTrust's stars run from 0.5 to 4 and most are high. The split is always the same. */
export function readFilmTrust(folder: string): Dataset {
  const [ratingsFile, trustFile] = [path.join(folder, 'ratings.txt'), path.join(folder, 'trust.txt')];
  const texts = [readText(ratingsFile, NEEDS), readText(trustFile, NEEDS)] as const;
  const rated = new Map<number, Basket>();
  for (const line of eachLine(texts[0], ratingsFile)) {
    const { user, item } = parseRating(line);
    const basket = rated.get(user) ?? { items: [], place: line[1] };
    basket.items.push(item);
    rated.set(user, basket);
  }
  const links = Array.from(eachLine(texts[1], trustFile), parseLink);
  return datasetOfSplit({ folder, texts, links, ...splitRated(rated) });
}

function parseRating(line: Line): { user: number; item: number } {
  const [text, place] = line;
  const found = /^(\d+)\s+(\d+)\s+(\d+(?:\.\d+)?)$/.exec(text);
  if (!found) throw new Error(`${place}: "${shortened(text)}" is not "user item stars" in numbers`);
  const stars = Number(found[3]);
  if (!(stars >= 0.5 && stars <= 5)) throw new Error(`${place}: a rating of ${stars} is outside 0.5 to 5`);
  return { user: parseId(found[1]!, line), item: parseId(found[2]!, line) };
}

function parseLink(line: Line): [number, number] {
  const ids = parseIds(line, /\s+/, 'a whole number as in "user friend trust"');
  if (ids.length !== 3)
    throw new Error(`${line[1]}: "${line[0]}" has ${ids.length} fields where three belong`);
  return [ids[0]!, ids[1]!];
}

/** A fifth of what each person rated is to be found; one or two ratings stay in training. */
function splitRated(rated: ReadonlyMap<number, Basket>) {
  const [training, targets] = [new Map<number, Basket>(), new Map<number, Basket>()];
  for (const [user, basket] of rated) {
    const { place } = basket;
    const items = [...new Set(basket.items)];
    const order = Array.from(permutation(items.length, seededRandom(user)), (index) => items[index]!);
    const hidden = Math.round(items.length * HIDDEN);
    training.set(user, { items: order.slice(hidden), place });
    if (hidden > 0) targets.set(user, { items: order.slice(0, hidden), place });
  }
  return { training, targets };
}
