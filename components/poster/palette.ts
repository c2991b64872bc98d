import type { TitleSummary } from '@/lib/catalog/summary.ts';

export type PosterFacts = Pick<TitleSummary, 'slug' | 'name' | 'year' | 'genres' | 'keywords'>;

/** `ink` and `accent` are read on `ground` (contrast of at least 4.5); `a` and `b` only paint. */
export type Palette = {
  readonly ground: string;
  readonly ink: string;
  readonly accent: string;
  readonly a: string;
  readonly b: string;
};

/** Raised whenever a poster would be drawn differently: it is part of the image's address. */
export const artVersion = 1;

/** Each line: ground, ink, accent, a, b. Light grounds are the rarer ones. */
const moods = {
  night: [
    '14233c e8d9b5 f08a5d c4452d d9bf96',
    '1b1b20 ece4d6 e0b04a 8f2430 d9a441',
    '2a0f16 f3dcc8 f2866b b3262e e3b79b',
    'e9dfca 1d2330 a3271f 1d2330 b8392b',
    '0f2e33 f0e4c8 f2b544 d9772b 3f8a8a',
    '26324a f4e9d2 f6b26b 7d90b5 e9c58f',
  ],
  cosmos: [
    '0d1b24 dff0ef 6fd3d0 2f7f8b e6f2ee',
    '1d1438 f0e6ff ff9f6e 6b4fb3 ff7a59',
    '2b3840 f1e9da f0a93b e2a13b ece0c8',
    'dfe5e2 14262d a83417 2b7a86 e4693d',
    '0a2540 e8f0f8 ffcf5c 2f78b7 ffcf5c',
    '3a1420 ffe6d6 ff9a7a e5484d f7c59f',
  ],
  ember: [
    '3b0f0a ffe9cf ffb347 e2501e ffb347',
    'f1b24a 2a130a 7d1a08 c8341a 2a130a',
    '20261c efe8d2 d9c25c 7d8a48 d9a441',
    '1c1c1c f4efe6 ff8a5c e04e2a a3a096',
    'ae2c1a fff0d8 ffe29a 6e130b f7c35f',
    '1d2b36 f3e6cf f49b4f d65a31 a9b4b0',
  ],
  rose: [
    '5a1528 f9d5b8 ffa184 d9573f c79a84',
    'f4d3c4 4a1526 9c1f3a d95d6a 6b2440',
    '37163f fbe3dc ff9fb0 b24a7a f2c14e',
    '8c2f45 fff0e4 ffd9a0 e7897f f6cfa8',
    '1f2f4a f8e4d8 f7a6a0 d86a6f f0c9a8',
    '6e1f1a ffe8d2 ffb98a e2593c f4c79a',
  ],
  sun: [
    'f2c849 2b2118 8a1c10 d8432b 2d6d8f',
    'ae2d1d fbe6c4 ffe1a0 1f4e79 f6cf7a',
    '1e5f74 fff1d6 ffd98a ef7b5a ffd166',
    'f5ead6 22303c ab3319 2f8f83 f0a63a',
    '27427a fdf0dc ffc857 e9644a ffc857',
    'e8734a 2a120b 2a120b f7d9a6 8e2a1e',
    '2f5d4a fbf0d9 ffd07a e8774f f3cf6b',
  ],
  fairy: [
    '17424f f6dfa8 f7ab84 2f8278 e2604f',
    '1f3323 efe6cf e8b75a 6f9060 e4d9bd',
    '3b2160 fbe3a4 f5b64c 7d55b8 f2a65a',
    'cfe3dc 173a3f 95301c 4a9b8e e8795a',
    '123a5c eaf2ee ffc15e 3f8fc4 f6d27a',
    '54301b fbe8c6 f8bd5c b8702f e9d19c',
  ],
  dread: [
    '0e1a1f a9dbe2 f2f5f4 2c5763 e9f0ee',
    '0d0d0d efe6d8 ff6b57 a3151a 6d6861',
    '1a2416 e3e8c4 c7d36f 56692e d9d9a0',
    'e4dcc8 1a1412 9e1515 9e1515 1a1412',
    '2b1230 ecd9ef e996d6 7d3389 d05a5a',
  ],
  sepia: [
    '3a2a1a f2e2c2 e9b568 a8743a e2c48f',
    'e7d9bd 33241a 8c3515 a86a3b 5a6b4f',
    '2c3330 eee6d3 dcb56a 75857a c9a067',
    '4a3423 f7e7cc f2b77a c57f46 efd9ae',
    '22304a f0e6d0 e6b05e 60779c d9bf8c',
  ],
  drama: [
    '211b18 ebe0ca e8795e 9c3a2e b8a88f',
    '2e3f4f f3e7d3 f3b27a 7d9ab0 e9b78a',
    '4d1f1f f7e1cc f5a37c b4543f e3b088',
    'eadfce 2b2a33 9a3322 b9745a 3f5c6b',
    '233a34 efe7d3 e6b566 5f8b78 d98e5a',
    '3d2a45 f4e4dc f0a58a 7f5b8c e3b56a',
    'd9d3c5 1f2a30 8a2a1d 5e7d86 c9673f',
    '1d3346 f2e6d0 ef9f6c c65b3f 89a9b5',
  ],
  stage: [
    '1a1030 ffe9c7 ffc24b c2347a ffc24b',
    '6b1230 ffe4cc ffc76b e0364f ffc76b',
    'f3d9a4 2a1636 8d1f52 b8357a 3f3a7a',
    '0f3b3a f8eccf f7b84b e8634a 2f8f86',
    '1c2d5a f6ead6 ffb86b 4d74c9 f26b5e',
  ],
  desert: [
    'd9893f 2a120a 2a120a 8a2f16 f3cf8f',
    '4a1f12 f9e0bb f5ae63 b9542a f0c27e',
    'f0d9b0 40200f 8f2f0d c96a2f 6f8a86',
    '27313f f6e0bf f2a25c b8623a ecc48c',
  ],
} as const;

type Mood = keyof typeof moods;

const moodOf: Readonly<Record<string, Mood>> = {
  action: 'ember',
  adventure: 'fairy',
  animation: 'fairy',
  biography: 'sepia',
  comedy: 'sun',
  crime: 'night',
  documentary: 'sepia',
  family: 'sun',
  fantasy: 'fairy',
  history: 'sepia',
  horror: 'dread',
  music: 'stage',
  musical: 'stage',
  mystery: 'night',
  romance: 'rose',
  'science-fiction': 'cosmos',
  sport: 'stage',
  thriller: 'night',
  war: 'ember',
  western: 'desert',
};

/** What each decade's film stock does to a colour: last year of the decade, tint, strength. */
const stocks = [
  [1949, 'b9a07a', 0.26],
  [1959, 'd98f6a', 0.12],
  [1969, 'f2b84b', 0.1],
  [1979, 'b5651d', 0.18],
  [1989, 'c23a8a', 0.13],
  [1999, '000000', 0.04],
  [2009, '1f7a80', 0.12],
  [2019, '101820', 0.1],
  [9999, '3a4a9a', 0.1],
] as const;

export function paletteOf({ slug, year, genres }: PosterFacts): Palette {
  const seed = hashOf(slug);
  const telling = genres.filter((genre) => genre !== 'drama');
  const genre = telling[(seed >>> 9) % (telling.length || 1)];
  const choices = moods[(genre && moodOf[genre]) || 'drama'];
  const [ground, ink, accent, a, b] = (choices[seed % choices.length] as string).split(' ') as [
    string,
    string,
    string,
    string,
    string,
  ];
  const [, tint, strength] = stocks.find(([last]) => year <= last) as (typeof stocks)[number];
  const paint = [a, b].map((colour) => mix(`#${colour}`, `#${tint}`, strength)) as [string, string];
  if (seed & 0x4000) paint.reverse();
  return {
    ground: mix(`#${ground}`, `#${tint}`, strength / 4),
    ink: `#${ink}`,
    accent: `#${accent}`,
    a: paint[0],
    b: paint[1],
  };
}

/** Where the words stand: two posters in three at the foot. */
export function layoutOf(slug: string): 'foot' | 'head' {
  return hashOf(`${slug}:layout`) % 3 === 0 ? 'head' : 'foot';
}

/** FNV-1a, with a last stir so that neighbouring words part. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}

/** `share` of the second colour in the first. */
export function mix(first: string, second: string, share: number): string {
  const [x, y] = [first, second].map((colour) => Number.parseInt(colour.slice(1), 16)) as [number, number];
  const channel = (shift: number) => {
    const [from, to] = [(x >> shift) & 255, (y >> shift) & 255];
    return Math.round(from + (to - from) * share)
      .toString(16)
      .padStart(2, '0');
  };
  return `#${channel(16)}${channel(8)}${channel(0)}`;
}
