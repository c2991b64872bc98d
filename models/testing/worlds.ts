/** Small made-up data sets for the tests: nothing here needs a download. */
import { permutation, seededRandom } from '../../lib/math/random.ts';
import { type Entry, sparseOf } from '../../lib/math/sparse.ts';
import type { Feature } from '../baselines/features.ts';
import { type Dataset, LIKED } from '../dataset.ts';

/**
 * Two tastes: even people like even titles, odd people odd ones, each with a few gaps; the genres say which is which.
 * Whoever sees the pattern wins.
 */
export function checkerboard(people = 40, items = 20, seed = 1): Dataset {
  const random = seededRandom(seed);
  const entries: Entry[] = [];
  for (let person = 0; person < people; person++) {
    for (let item = 0; item < items; item++) {
      if (person % 2 === item % 2 && random() < 0.75) entries.push([person, item, 5]);
    }
  }
  const world = datasetOf(people, items, entries);
  return { ...world, items: world.items.map((item, column) => ({ ...item, features: [colourOf(column)] })) };
}

function colourOf(item: number): Feature {
  return { name: item % 2 === 0 ? 'genre:even' : 'genre:odd' };
}

/** The checkerboard with one more title of each colour, columns 20 and 21, that nobody has seen. */
export function checkerboardWithNewTitles(): Dataset {
  const world = checkerboard();
  const added = [20, 21].map((column) => ({
    movieId: column + 1,
    title: 'New (2026)',
    features: [colourOf(column)],
  }));
  return { ...world, items: [...world.items, ...added], ratings: { ...world.ratings, columns: 22 } };
}

/** Tastes of several sizes, dislikes and noise: enough structure to tune and calibrate on. */
export function smallWorld(people = 60, items = 80, seed = 2): Dataset {
  const random = seededRandom(seed);
  const entries: Entry[] = [];
  for (let person = 0; person < people; person++) {
    for (let item = 0; item < items; item++) {
      const shared = person % 4 === item % 4;
      if (random() < (shared ? 0.6 : 0.15)) entries.push([person, item, starsFor(shared, random())]);
    }
  }
  return datasetOf(people, items, entries);
}

/** The same world with its ratings in an order of time: one a day, from 2020 on. */
export function timed(world: Dataset): Dataset {
  const { offsets, indices, values } = world.ratings;
  const start = Date.UTC(2020, 0) / 1000;
  const diaries = Array.from(world.people, (_, row) => {
    const places = permutation(offsets[row + 1]! - offsets[row]!, seededRandom(row)).map(
      (place) => offsets[row]! + place,
    );
    return {
      columns: places.map((place) => indices[place]!),
      stars: Float32Array.from(places, (place) => values[place]!),
      moments: Float64Array.from(places, (_place, day) => start + day * 24 * 3600),
    };
  });
  const liked = diaries.map(({ stars }) =>
    Int32Array.from(stars.keys()).filter((day) => stars[day]! >= LIKED),
  );
  return {
    ...world,
    sequences: liked.map((days, row) => days.map((day) => diaries[row]!.columns[day]!)),
    moments: liked.map((days, row) => Float64Array.from(days, (day) => diaries[row]!.moments[day]!)),
    diaries,
  };
}

function starsFor(shared: boolean, chance: number): number {
  if (shared) return chance < 0.8 ? 4.5 : 3;
  return chance < 0.3 ? 4 : 2;
}

/** The checkerboard where everyone has three friends of their own taste. */
export function checkerboardOfFriends(): Dataset {
  const world = checkerboard(60, 40, 3);
  const people = world.people.length;
  const links = Array.from({ length: people }, (_, person) =>
    [2, 4, 6].map((step): Entry => [person, (person + step) % people, 1]),
  );
  return { ...world, friends: sparseOf(people, people, links.flat()) };
}

function datasetOf(people: number, items: number, entries: Entry[]): Dataset {
  return {
    name: 'made-up',
    sha256: '0'.repeat(64),
    items: Array.from({ length: items }, (_, index) => ({
      movieId: index + 1,
      title: `Title ${index + 1} (${1950 + index})`,
    })),
    people: Int32Array.from({ length: people }, (_, index) => index + 1),
    ratings: sparseOf(people, items, entries),
  };
}
