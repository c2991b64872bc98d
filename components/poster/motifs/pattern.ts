import {
  around,
  type Brush,
  box,
  d,
  define,
  disc,
  each,
  group,
  height,
  path,
  steps,
  stroke,
  use,
  width,
} from './brush.ts';

/** Dots of many sizes in a grid, a few in the second colour. */
export function drawDots(b: Brush): string {
  const columns = b.pick([7, 8, 9]);
  const cell = width / columns;
  const rhythm = b.whole(2, 5);
  const dots = { plain: '', lit: '' };
  for (const index of steps(columns * columns)) {
    const [column, row] = [index % columns, Math.floor(index / columns)];
    const size = ((column * rhythm + row * 3) % 5) / 5;
    const lit = b.chance(0.13);
    const r = cell * (lit ? 0.4 : 0.08 + size * 0.3);
    const [x, y] = [column * cell + cell / 2, row * cell + cell / 2];
    dots[lit ? 'lit' : 'plain'] += d`M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`;
  }
  return path(dots.plain, b.b) + path(dots.lit, b.a);
}

/** A disc shaded in half-tone. */
export function drawHalftone(b: Brush): string {
  const [x, y, r] = [150, 150, b.between(104, 128)];
  const light = b.random();
  const [lx, ly] = around(x, y, r * 0.62, light);
  const gap = 13.5;
  let dots = '';
  for (let row = -10; row <= 10; row++) {
    for (let column = -10; column <= 10; column++) {
      const px = x + (column + (row % 2 ? 0.5 : 0)) * gap;
      const py = y + row * gap * 0.87;
      if (Math.hypot(px - x, py - y) > r) continue;
      const size = Math.min(1, Math.hypot(px - lx, py - ly) / (r * 1.45)) * gap * 0.6;
      if (size > 0.9) dots += d`M${px} ${py}h0`.concat(`|${Math.round(size)};`);
    }
  }
  const bySize = new Map<string, string>();
  for (const dot of dots.split(';').filter(Boolean)) {
    const [data, size] = dot.split('|') as [string, string];
    bySize.set(size, (bySize.get(size) ?? '') + data);
  }
  return (
    disc(x, y, r + 4, b.b) +
    group(
      { 'stroke-linecap': 'round' },
      [...bySize].map(([size, data]) => stroke(data, b.a, Number(size) * 1.75)).join(''),
    )
  );
}

/** Art-Deco fans. */
export function drawFans(b: Brush): string {
  const columns = b.pick([2, 3]);
  const r = width / columns / 2;
  const fan = (lit: boolean) => {
    const blades = steps(7)
      .map((index) => {
        const [x, y] = around(0, 0, r * 0.92, -0.25 + ((index + 0.5) / 7) * 0.5);
        return d`M0 0L${x} ${y}`;
      })
      .join('');
    return (
      disc(0, 0, r, b.a) +
      disc(0, 0, r * 0.92, b.ground) +
      stroke(blades, lit ? b.b : b.sink(b.b, 0.3), r * 0.05) +
      disc(0, 0, r * 0.34, lit ? b.b : b.a)
    );
  };
  const lit = b.whole(0, 3);
  const row = (number: number) =>
    each(columns + (number % 2), (column) =>
      use(
        (number + column) % 4 === lit ? 'lit' : 'plain',
        column * 2 * r + (number % 2 ? 0 : r),
        r * 0.7 + number * r,
      ),
    );
  return define('plain', fan(false)) + define('lit', fan(true)) + each(columns * 2 + 2, row);
}

/** A board running to the horizon, and a ball on it. */
export function drawChequer(b: Brush): string {
  const horizon = b.between(110, 140);
  const x = b.between(120, 180);
  const rows = 7;
  const at = (row: number) => horizon + (height - horizon) * (row / rows) ** 1.8;
  const edge = (column: number, y: number) =>
    x + ((column - 6) * 62 * (y - horizon + 5)) / (height - horizon);
  let squares = '';
  for (const row of steps(rows)) {
    for (const column of steps(12)) {
      if ((row + column) % 2) continue;
      const [y1, y2] = [at(row), at(row + 1)];
      squares += d`M${edge(column, y1)} ${y1}H${edge(column + 1, y1)}L${edge(column + 1, y2)} ${y2}H${edge(column, y2)}Z`;
    }
  }
  const [bx, by, r] = [b.between(90, 210), b.between(120, 160), b.between(44, 66)];
  return (
    path(squares, b.a) +
    `<ellipse cx="${Math.round(bx)}" cy="${Math.round(by + r + 26)}" rx="${Math.round(r * 0.8)}" ry="8" fill="${b.ground}"/>` +
    disc(bx, by, r, b.b) +
    path(
      d`M${bx} ${by - r}a${r} ${r} 0 0 1 0 ${2 * r}a${r * 0.55} ${r} 0 0 0 0 ${-2 * r}Z`,
      b.sink(b.b, 0.32),
    )
  );
}

/** Stripes that bend together, as on a coach of 1974. */
export function drawRibbons(b: Brush): string {
  const count = b.whole(4, 6);
  const thick = b.between(15, 22);
  const shape = b.pick([0, 1, 2]);
  const colours = [b.a, b.sink(b.a, 0.35), b.b, b.sink(b.b, 0.35), b.ink, b.a];
  const drawn = each(count, (index) => {
    const o = index * (thick + 3);
    const data = [
      d`M${40 + o} -10V120C${40 + o} ${230} ${120 + o * 0.4} ${230 - o * 0.4} 310 ${250 - o}`,
      d`M-10 ${60 + o}C110 ${40 + o} 70 ${160 + o} 160 ${150 + o}S210 ${60 + o} 310 ${90 + o}`,
      d`M${20 + o} 310V${150}A${130 - o} ${130 - o} 0 0 1 ${280 - o} ${150}V310`,
    ][shape] as string;
    return stroke(data, colours[index] as string, thick);
  });
  return b.chance(0.5) ? group({ transform: 'translate(300 0) scale(-1 1)' }, drawn) : drawn;
}

/** Quarter discs, half discs and squares. */
export function drawTiles(b: Brush): string {
  const columns = b.pick([3, 4]);
  const c = width / columns;
  const tile = (x: number, y: number) => {
    const colour = b.pick([b.a, b.b, b.sink(b.a, 0.4), b.sink(b.b, 0.35)]);
    const kind = b.whole(0, 5);
    const turn = b.whole(0, 3) * 90;
    const shape = [
      path(d`M0 0H${c}A${c} ${c} 0 0 1 0 ${c}Z`, colour),
      path(d`M0 0H${c}V${c / 2}A${c / 2} ${c / 2} 0 0 1 0 ${c / 2}Z`, colour),
      disc(c / 2, c / 2, c * 0.36, colour),
      path(d`M0 0H${c}L0 ${c}Z`, colour),
      path(d`M0 0H${c}A${c} ${c} 0 0 1 0 ${c}Z`, colour) +
        path(d`M0 0H${c / 2}A${c / 2} ${c / 2} 0 0 1 0 ${c / 2}Z`, b.ground),
      box(0, 0, c, c / 2, colour),
    ][kind] as string;
    return group(
      {
        transform: `translate(${Math.round(x)} ${Math.round(y)}) rotate(${turn} ${Math.round(c / 2)} ${Math.round(c / 2)})`,
      },
      shape,
    );
  };
  return each(columns * columns, (index) => tile((index % columns) * c, Math.floor(index / columns) * c));
}

/** A true maze: one way between any two places. */
export function drawMaze(b: Brush): string {
  const n = b.pick([8, 9, 10]);
  const cell = 268 / n;
  const seen = new Set([0]);
  const trail = [0];
  const open = new Set<string>();
  while (trail.length > 0) {
    const now = trail.at(-1) as number;
    const [x, y] = [now % n, Math.floor(now / n)];
    const ways = [x > 0 && now - 1, x < n - 1 && now + 1, y > 0 && now - n, y < n - 1 && now + n].filter(
      (way): way is number => way !== false && !seen.has(way),
    );
    if (ways.length === 0) {
      trail.pop();
      continue;
    }
    const next = b.pick(ways);
    open.add(`${Math.min(now, next)}-${Math.max(now, next)}`);
    seen.add(next);
    trail.push(next);
  }
  let walls = d`M16 16H284V284H16Z`;
  for (const index of steps(n * n)) {
    const [x, y] = [16 + (index % n) * cell, 16 + Math.floor(index / n) * cell];
    if (index % n < n - 1 && !open.has(`${index}-${index + 1}`)) walls += d`M${x + cell} ${y}v${cell}`;
    if (index < n * (n - 1) && !open.has(`${index}-${index + n}`)) walls += d`M${x} ${y + cell}h${cell}`;
  }
  const place = (index: number, colour: string) =>
    disc(16 + ((index % n) + 0.5) * cell, 16 + (Math.floor(index / n) + 0.5) * cell, cell * 0.3, colour);
  return (
    stroke(walls, b.a, b.between(4, 8), { 'stroke-linecap': 'square' }) +
    place(0, b.b) +
    place(b.whole(n * n - n, n * n - 1), b.b)
  );
}

/** Broken glass round the place where it was struck. */
export function drawShards(b: Brush): string {
  const [x, y] = [b.between(90, 210), b.between(90, 210)];
  const count = b.whole(9, 13);
  const angles = steps(count).map((index) => (index + b.between(0.1, 0.9)) / count);
  const far = angles.map((angle) => around(x, y, 420, angle));
  const near = angles.map((angle) => around(x, y, b.between(38, 96), angle));
  return each(count, (index) => {
    const after = (index + 1) % count;
    const [n1, n2, f1, f2] = [near[index], near[after], far[index], far[after]] as [number, number][];
    if (!n1 || !n2 || !f1 || !f2) return '';
    const outer = d`M${n1[0]} ${n1[1]}L${f1[0]} ${f1[1]}L${f2[0]} ${f2[1]}L${n2[0]} ${n2[1]}Z`;
    const inner = d`M${x} ${y}L${n1[0]} ${n1[1]}L${n2[0]} ${n2[1]}Z`;
    const edge = { stroke: b.ground, 'stroke-width': 2.5 };
    return (
      path(outer, b.pick([b.ground, b.sink(b.a, 0.7), b.sink(b.a, 0.45), b.a]), edge) +
      path(inner, b.pick([b.b, b.a, b.sink(b.b, 0.4), b.ground]), edge)
    );
  });
}
