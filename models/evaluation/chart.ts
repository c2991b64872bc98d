/** Small charts as SVG text on a white card, so that they read the same on a light and on a dark page. */

const [PANEL_WIDTH, PANEL_HEIGHT] = [520, 360];
const MARGIN = { left: 58, right: 20, top: 40, bottom: 46 } as const;
const FONT = 12;
/** Mean width of a character of the font, in parts of its size; a little too wide is on the safe side. */
const CHARACTER = 0.58;
const [INK, FAINT, LINES] = ['#1c1c22', '#6b6b76', '#e3e3e8'];

/** Told apart without telling red from green (Okabe and Ito 2008). */
const COLOURS = ['#0072b2', '#d55e00', '#009e73', '#a2588a', '#8a6d00', '#3a8fc4', '#1c1c22'];

export type Mark = {
  readonly label: string;
  readonly x: number;
  readonly y: number;
  /** How far y may be trusted. */
  readonly low?: number;
  readonly high?: number;
};

export type Line = { readonly label: string; readonly points: readonly (readonly [x: number, y: number])[] };

export type Panel = {
  readonly title: string;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly logX: boolean;
  readonly marks: readonly Mark[];
  readonly lines: readonly Line[];
};

type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
type Scale = { readonly at: (value: number) => number; readonly ticks: readonly number[] };

/** Panels side by side, two in a row. */
export function drawPanels(panels: readonly Panel[]): string {
  const columns = Math.min(2, panels.length);
  const width = columns * PANEL_WIDTH;
  const height = Math.ceil(panels.length / columns) * PANEL_HEIGHT;
  const drawn = panels.map(
    (panel, index) =>
      `<g transform="translate(${(index % columns) * PANEL_WIDTH} ${Math.floor(index / columns) * PANEL_HEIGHT})">\n${drawPanel(panel)}\n</g>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" font-family="system-ui, sans-serif" font-size="${FONT}" fill="${INK}">`,
    `<title>${escaped(panels.map(({ title }) => title).join(', '))}</title>`,
    `<rect width="${width}" height="${height}" rx="12" fill="#ffffff"/>`,
    ...drawn,
    '</svg>\n',
  ].join('\n');
}

function drawPanel(panel: Panel): string {
  const [xs, ys] = [
    panel.marks.map(({ x }) => x),
    panel.marks.flatMap((one) => [one.y, one.low ?? one.y, one.high ?? one.y]),
  ];
  for (const { points } of panel.lines) for (const [x, y] of points) [xs.push(x), ys.push(y)];
  const [left, right] = [MARGIN.left, PANEL_WIDTH - MARGIN.right];
  const [top, bottom] = [MARGIN.top, PANEL_HEIGHT - MARGIN.bottom];
  const x = (panel.logX ? logScale : linearScale)(xs, left, right);
  const y = linearScale(ys, bottom, top);
  const taken: Box[] = panel.marks.map((mark) => boxOf(mark, x, y));
  return [
    text(left, 24, panel.title, 'font-weight="600" font-size="14"'),
    ...y.ticks.flatMap((tick) => [
      `<path d="M${left} ${y.at(tick).toFixed(1)}H${right}" stroke="${LINES}"/>`,
      text(left - 8, y.at(tick) + 4, readable(tick), `text-anchor="end" fill="${FAINT}"`),
    ]),
    ...x.ticks.map((tick) =>
      text(x.at(tick), bottom + 18, readable(tick), `text-anchor="middle" fill="${FAINT}"`),
    ),
    text((left + right) / 2, bottom + 36, panel.xLabel, `text-anchor="middle" fill="${FAINT}"`),
    `<text transform="translate(16 ${(top + bottom) / 2}) rotate(-90)" text-anchor="middle" fill="${FAINT}">${escaped(panel.yLabel)}</text>`,
    ...panel.lines.map((line, index) => drawLine(line, x, y, colourOf(index))),
    ...panel.marks.map((mark, index) => drawMark(mark, x, y, colourOf(index))),
    ...labelsOf(panel, x, y).map(({ label, at, colour }) => {
      const box = freePlace(label, at, taken, { x: left, y: top, width: right - left, height: bottom - top });
      taken.push(box);
      return text(box.x, box.y + FONT, label, `fill="${colour}"`);
    }),
  ].join('\n');
}

function linearScale(values: readonly number[], from: number, to: number): Scale {
  const [lowest, highest] = [Math.min(...values), Math.max(...values)];
  const step = roundStep((highest - lowest || Math.abs(highest) || 1) / 4);
  const [low, high] = [Math.floor(lowest / step) * step, Math.ceil(highest / step + 1e-9) * step];
  const ticks = Array.from({ length: Math.round((high - low) / step) + 1 }, (_, index) => low + index * step);
  return { at: (value) => from + ((value - low) / (high - low)) * (to - from), ticks };
}

/** 1, 2 or 5 times a power of ten. */
function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  return power * (rough / power <= 1 ? 1 : rough / power <= 2 ? 2 : rough / power <= 5 ? 5 : 10);
}

/** Powers of ten; what is not above 0 has no place on it. */
function logScale(values: readonly number[], from: number, to: number): Scale {
  const low = Math.floor(Math.log10(Math.min(...values)));
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...values))));
  return {
    at: (value) => from + ((Math.log10(value) - low) / (high - low)) * (to - from),
    ticks: Array.from({ length: high - low + 1 }, (_, index) => 10 ** (low + index)),
  };
}

function drawMark({ x, y, low = y, high = y }: Mark, xScale: Scale, yScale: Scale, colour: string): string {
  const at = xScale.at(x).toFixed(1);
  return (
    `<path d="M${at} ${yScale.at(low).toFixed(1)}V${yScale.at(high).toFixed(1)}" stroke="${colour}" stroke-opacity="0.5" stroke-width="2"/>` +
    `<circle cx="${at}" cy="${yScale.at(y).toFixed(1)}" r="4.5" fill="${colour}"/>`
  );
}

function drawLine({ points }: Line, x: Scale, y: Scale, colour: string): string {
  const path = points.map((point) => `${x.at(point[0]).toFixed(1)} ${y.at(point[1]).toFixed(1)}`).join('L');
  return `<path d="M${path}" fill="none" stroke="${colour}" stroke-width="2" stroke-linejoin="round"/>`;
}

type Label = {
  readonly label: string;
  readonly at: readonly [x: number, y: number];
  readonly colour: string;
};

function labelsOf({ marks, lines }: Panel, x: Scale, y: Scale): Label[] {
  const beside = (label: string, point: readonly [number, number], index: number): Label => ({
    label,
    at: [x.at(point[0]), y.at(point[1])],
    colour: colourOf(index),
  });
  return [
    ...lines.map(({ label, points }, index) => beside(label, points.at(-1)!, index)),
    ...marks.map((mark, index) => beside(mark.label, [mark.x, mark.y], index)),
  ];
}

/** The nearest place around a point, inside the frame, where a label hides nothing that stands there already. */
export function freePlace(
  label: string,
  [x, y]: readonly [number, number],
  taken: readonly Box[],
  frame: Box,
): Box {
  const [width, height] = [label.length * FONT * CHARACTER, FONT + 4];
  const places: Box[] = [];
  for (let far = 0; far < 8; far++) {
    for (const shift of [0, -1, 1, -2, 2]) {
      const middle = y + shift * (height / 2 + far * 6);
      places.push({ x: x + 8 + far * 6, y: middle - height / 2, width, height });
      places.push({ x: x - 8 - far * 6 - width, y: middle - height / 2, width, height });
    }
  }
  const free = places.filter((box) => inside(box, frame) && !taken.some((other) => overlap(box, other)));
  const distance = (box: Box) => Math.hypot(box.x + width / 2 - x, box.y + height / 2 - y);
  return free.sort((a, b) => distance(a) - distance(b))[0] ?? places[0]!;
}

/** The point with its interval. */
function boxOf({ x, y, low = y, high = y }: Mark, xScale: Scale, yScale: Scale): Box {
  const height = Math.max(10, yScale.at(low) - yScale.at(high));
  return { x: xScale.at(x) - 5, y: yScale.at((low + high) / 2) - height / 2, width: 10, height };
}

export function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function inside(box: Box, frame: Box): boolean {
  return (
    box.x >= frame.x &&
    box.y >= frame.y &&
    box.x + box.width <= frame.x + frame.width &&
    box.y + box.height <= frame.y + frame.height
  );
}

function colourOf(index: number): string {
  return COLOURS[index % COLOURS.length]!;
}

function text(x: number, y: number, content: string, attributes: string): string {
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" ${attributes}>${escaped(content)}</text>`;
}

function escaped(content: string): string {
  return content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** 0.30000000000000004 → 0.3, 10000 → 10 000 */
function readable(value: number): string {
  const [whole, fraction] = String(Number(value.toPrecision(6))).split('.');
  const grouped = whole!.replace(/\B(?=(\d{3})+$)/g, '\u202f');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}
