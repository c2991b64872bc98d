import { mix, type Palette } from '../palette.ts';

/** The picture's half of the poster, in the poster's own units: 300 wide of 300 × 450. */
export const width = 300;
export const height = 300;

export type Brush = Palette & {
  /** 0 ≤ x < 1, seeded by the slug. */
  readonly random: () => number;
  readonly between: (low: number, high: number) => number;
  readonly whole: (low: number, high: number) => number;
  readonly chance: (share: number) => boolean;
  readonly pick: <T>(choices: readonly T[]) => T;
  /** A colour that far sunk into the ground. */
  readonly sink: (colour: string, share: number) => string;
  readonly has: (...keywords: string[]) => boolean;
};

export type Motif = (brush: Brush) => string;

export function makeBrush(palette: Palette, seed: number, keywords: readonly string[]): Brush {
  let state = seed;
  // mulberry32
  const random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const between = (low: number, high: number) => low + random() * (high - low);
  return {
    ...palette,
    random,
    between,
    whole: (low, high) => Math.floor(between(low, high + 1)),
    chance: (share) => random() < share,
    pick: (choices) => choices[Math.floor(random() * choices.length)] as (typeof choices)[number],
    sink: (colour, share) => mix(colour, palette.ground, share),
    has: (...wanted) => wanted.some((keyword) => keywords.includes(keyword)),
  };
}

const round = (value: number) => String(Math.round(value * 10) / 10);
const attributes = (more: Readonly<Record<string, string | number>>) =>
  Object.entries(more)
    .map(([name, value]) => ` ${name}="${typeof value === 'number' ? round(value) : value}"`)
    .join('');

type More = Readonly<Record<string, string | number>>;

/** Numbers inside a path, rounded to a tenth: `d\`M${x} ${y}\``. */
export function d(parts: TemplateStringsArray, ...values: number[]): string {
  return parts.reduce((text, part, index) => text + round(values[index - 1] as number) + part);
}

export const path = (data: string, fill: string, more: More = {}) =>
  `<path d="${data}" fill="${fill}"${attributes(more)}/>`;
export const stroke = (data: string, colour: string, thickness: number, more: More = {}) =>
  `<path d="${data}" fill="none" stroke="${colour}" stroke-width="${round(thickness)}"${attributes(more)}/>`;
export const disc = (cx: number, cy: number, r: number, fill: string, more: More = {}) =>
  `<circle${attributes({ cx, cy, r })} fill="${fill}"${attributes(more)}/>`;
export const ring = (cx: number, cy: number, r: number, colour: string, thickness: number, more: More = {}) =>
  `<circle${attributes({ cx, cy, r })} fill="none" stroke="${colour}" stroke-width="${round(thickness)}"${attributes(more)}/>`;
export const box = (x: number, y: number, w: number, h: number, fill: string, more: More = {}) =>
  `<rect${attributes({ x, y, width: w, height: h })} fill="${fill}"${attributes(more)}/>`;
export const group = (more: More, children: string) => `<g${attributes(more)}>${children}</g>`;
/** Draws something once, to be used in many places. */
export const define = (id: string, children: string) => `<defs><g id="${id}">${children}</g></defs>`;
export const use = (id: string, x: number, y: number) => `<use href="#${id}"${attributes({ x, y })}/>`;
export const steps = (count: number) => Array.from({ length: count }, (_, index) => index);
export const each = (count: number, draw: (index: number) => string) => steps(count).map(draw).join('');
/** A point on a circle; the angle in turns from twelve o'clock. */
export const around = (cx: number, cy: number, r: number, turn: number): [number, number] => [
  cx + r * Math.sin(turn * 2 * Math.PI),
  cy - r * Math.cos(turn * 2 * Math.PI),
];
