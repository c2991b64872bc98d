import { type Brush, box, d, disc, each, height, path, steps, stroke, width } from './brush.ts';

/** Two rows of buildings, some windows lit. */
export function drawSkyline(b: Brush): string {
  const moon = disc(b.between(50, 250), b.between(50, 90), b.between(20, 38), b.b);
  const row = (colour: string, low: number, high: number, lit: string | undefined) => {
    let x = -b.between(0, 20);
    let drawn = '';
    let windows = '';
    while (x < width) {
      const w = b.between(26, 52);
      const top = b.between(low, high);
      drawn += d`M${x} ${height}V${top}h${w}V${height}Z`;
      if (b.chance(0.22)) drawn += d`M${x + w / 2 - 1.5} ${top}v${-b.between(16, 34)}h3V${top}Z`;
      if (lit) {
        for (let wy = top + 12; wy < height - 12; wy += 15) {
          for (let wx = x + 7; wx < x + w - 9; wx += 11)
            if (b.chance(0.26)) windows += d`M${wx} ${wy}h4.500v7h-4.500Z`;
        }
      }
      x += w + b.pick([0, 0, 4]);
    }
    return path(drawn, colour) + (lit && windows ? path(windows, lit) : '');
  };
  return moon + row(b.sink(b.a, 0.55), 96, 190, undefined) + row(b.a, 150, 240, b.b);
}

/** A house front with someone still awake. */
export function drawWindows(b: Brush): string {
  const columns = b.pick([4, 5, 6]);
  const rows = columns;
  const cell = width / columns;
  const w = cell * 0.56;
  const h = cell * 0.7;
  const arched = b.chance(0.4);
  const awake = new Set(steps(b.whole(1, 4)).map(() => b.whole(0, columns * rows - 1)));
  const shape = (x: number, y: number) =>
    arched
      ? d`M${x} ${y + h}V${y + w / 2}a${w / 2} ${w / 2} 0 0 1 ${w} 0V${y + h}Z`
      : d`M${x} ${y}h${w}v${h}h${-w}Z`;
  let dark = '';
  let lit = '';
  let bars = '';
  for (const index of steps(columns * rows)) {
    const x = (index % columns) * cell + (cell - w) / 2;
    const y = Math.floor(index / columns) * cell + (cell - h) / 2;
    if (awake.has(index)) {
      lit += shape(x, y);
    } else dark += shape(x, y);
    bars += d`M${x + w / 2} ${y}v${h}M${x} ${y + h * 0.5}h${w}`;
  }
  return path(dark, b.sink(b.a, 0.35)) + path(lit, b.b) + stroke(bars, b.ground, 2);
}

/** Doorways within doorways. */
export function drawDoors(b: Brush): string {
  const count = b.whole(5, 7);
  const x = b.between(110, 190);
  const arched = b.chance(0.4);
  return each(count, (index) => {
    const share = 1 - index / count;
    const w = 268 * share;
    const h = 292 * share ** 0.86;
    const left = x + (150 - x) * share - w / 2;
    const top = height - h - (1 - share) * 26;
    const colour =
      index === count - 1 ? b.b : index % 2 ? b.ground : b.sink(b.a, 0.5 - (0.5 * index) / count);
    return arched
      ? path(d`M${left} ${top + h}V${top + w / 2}a${w / 2} ${w / 2} 0 0 1 ${w} 0V${top + h}Z`, colour)
      : box(left, top, w, h, colour);
  });
}

/** Steps up to a moon. */
export function drawStairs(b: Brush): string {
  const count = b.whole(6, 9);
  const rise = 210 / count;
  const run = width / count;
  const mirrored = b.chance(0.5);
  const flight = (lift: number, colour: string) => {
    let line = `M0 ${height}`;
    for (const index of steps(count)) line += d`V${height - rise * (index + 1) + lift}h${run}`;
    return path(`${line}V${height}Z`, colour);
  };
  const drawn = disc(72, 78, b.between(34, 54), b.b) + flight(0, b.sink(b.a, 0.5)) + flight(46, b.a);
  return mirrored ? `<g transform="translate(300 0) scale(-1 1)">${drawn}</g>` : drawn;
}

/** Arcades in rows, or one castle gate. */
export function drawArches(b: Brush): string {
  const columns = b.pick([2, 3]);
  const cell = width / columns;
  const rows = columns;
  return each(columns * rows, (index) => {
    const [x, bottom] = [(index % columns) * cell + cell / 2, (Math.floor(index / columns) + 1) * cell];
    const lit = (index * 7 + columns) % 5 === 0;
    return each(4, (layer) => {
      const half = cell * (0.46 - layer * 0.105);
      const colour = [b.a, b.ground, b.b, lit ? b.ink : b.ground][layer] as string;
      return path(
        d`M${x - half} ${bottom}V${bottom - cell * 0.5}a${half} ${half} 0 0 1 ${half * 2} 0V${bottom}Z`,
        colour,
      );
    });
  });
}

/** Towers with battlements and flags. */
export function drawCastle(b: Brush): string {
  const tower = (x: number, w: number, top: number, colour: string) => {
    const tooth = w / 5;
    let line = d`M${x} ${height}V${top}`;
    for (const index of steps(5)) line += index % 2 ? d`v10h${tooth}v-10` : d`h${tooth}`;
    const roof = b.chance(0.5)
      ? path(d`M${x - 6} ${top}L${x + w / 2} ${top - w * 1.25}L${x + w + 6} ${top}Z`, b.b)
      : '';
    const slit = path(d`M${x + w / 2 - 4} ${top + 52}v-20a4 4 0 0 1 8 0v20Z`, b.ground);
    return path(`${line}V${height}Z`, colour) + roof + slit;
  };
  const far = b.sink(b.a, 0.45);
  return (
    disc(b.between(60, 240), b.between(70, 110), b.between(40, 62), b.sink(b.b, 0.35)) +
    tower(b.between(50, 80), 50, b.between(120, 150), far) +
    tower(b.between(180, 210), 46, b.between(110, 140), far) +
    tower(b.between(16, 30), 58, b.between(176, 196), b.a) +
    tower(b.between(222, 236), 60, b.between(168, 190), b.a) +
    tower(118, 66, b.between(136, 164), b.a) +
    box(0, 240, width, 60, b.a) +
    path(d`M130 300v-30a20 20 0 0 1 40 0v30Z`, b.ground)
  );
}

/** A train crossing, its smoke behind it. */
export function drawTrain(b: Brush): string {
  const y = b.between(190, 208);
  const smoke = each(7, (index) =>
    disc(
      52 + index * 36,
      y - 66 - index * 15 + b.between(-6, 6),
      13 + index * 4.4,
      b.sink(b.b, 0.1 + index * 0.09),
    ),
  );
  const coaches = each(3, (index) => {
    const x = 104 + index * 98;
    return (
      box(x, y - 46, 90, 50, b.a, { rx: 6 }) +
      each(3, (pane) => box(x + 12 + pane * 25, y - 34, 17, 16, b.b, { rx: 2 }))
    );
  });
  const engine =
    path(d`M8 ${y + 4}V${y - 24}q0 -12 12 -12h46v-18h30v54Z`, b.a) +
    path(d`M30 ${y - 34}v-22h-5l4 -10h16l4 10h-5v22Z`, b.a) +
    box(72, y - 44, 16, 16, b.b, { rx: 2 });
  const wheels = steps(10)
    .map((index) => disc(24 + index * 29, y + 10, 8, b.ink))
    .join('');
  const ground = box(0, y + 18, width, 3, b.ink) + box(0, y + 34, width, height - y - 34, b.sink(b.a, 0.5));
  return smoke + coaches + engine + wheels + ground;
}
