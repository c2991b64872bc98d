import {
  around,
  type Brush,
  d,
  disc,
  each,
  group,
  height,
  path,
  ring,
  steps,
  stroke,
  width,
} from './brush.ts';

/** A planet, its orbits and the stars. */
export function drawOrbit(b: Brush): string {
  const [x, y] = [b.between(95, 205), b.between(120, 180)];
  const r = b.between(38, 66);
  const tilt = b.between(-32, 32);
  const stars = each(34, () => disc(b.between(0, 300), b.between(0, 295), b.between(0.7, 2.2), b.b));
  const orbits = each(3, (index) => {
    const rx = r * 1.5 + index * 34;
    return `<ellipse rx="${Math.round(rx)}" ry="${Math.round(rx * 0.3)}" fill="none" stroke="${b.sink(b.b, index * 0.25)}" stroke-width="${index ? 1.5 : 5}"/>`;
  });
  const cut = d`M${-r} 0A${r} ${r} 0 0 1 ${r} 0A${r} ${r * 0.3} 0 0 1 ${-r} 0Z`;
  return (
    stars +
    group(
      { transform: `translate(${Math.round(x)} ${Math.round(y)}) rotate(${Math.round(tilt)})` },
      disc(0, 0, r, b.a) + orbits + path(cut, b.a) + disc(r * 1.5 + 34, 0, 7, b.ink),
    )
  );
}

/** Star trails round one still point. */
export function drawTrails(b: Brush): string {
  const [x, y] = [b.between(60, 240), b.between(60, 240)];
  const arcs = each(30, (index) => {
    const r = 10 + index * 8.4;
    const start = b.random();
    const turn = b.between(0.12, 0.4);
    const [x1, y1] = around(x, y, r, start);
    const [x2, y2] = around(x, y, r, start + turn);
    return stroke(
      d`M${x1} ${y1}A${r} ${r} 0 0 1 ${x2} ${y2}`,
      b.pick([b.a, b.b, b.sink(b.a, 0.4)]),
      b.between(1.5, 4.5),
    );
  });
  return group({ 'stroke-linecap': 'round' }, arcs) + disc(x, y, 3.5, b.ink);
}

/** Wedges of light round a disc. */
export function drawSunburst(b: Brush): string {
  const rays = b.pick([12, 16, 20, 24]);
  const [x, y] = b.pick([
    [150, 300],
    [150, 170],
    [60, 250],
    [240, 90],
  ] as const);
  const r = b.between(42, 74);
  const wedges = each(rays, (index) => {
    const [x1, y1] = around(x, y, 460, index / rays);
    const [x2, y2] = around(x, y, 460, (index + 0.5) / rays);
    return d`M${x} ${y}L${x1} ${y1}L${x2} ${y2}Z`;
  });
  return path(wedges, b.a) + disc(x, y, r + 11, b.ground) + disc(x, y, r, b.b);
}

/** Phases of a moon, in rows. */
export function drawPhases(b: Brush): string {
  const columns = b.pick([3, 4]);
  const cell = width / columns;
  const r = cell * 0.36;
  const lit = b.whole(0, columns * columns - 1);
  return each(columns * columns, (index) => {
    const [x, y] = [(index % columns) * cell + cell / 2, Math.floor(index / columns) * cell + cell / 2];
    const phase = (index / (columns * columns - 1)) * 2 - 1;
    const bulge = Math.abs(phase) * r;
    const moon = d`M${x} ${y - r}A${r} ${r} 0 0 1 ${x} ${y + r}A${bulge} ${r} 0 0 ${phase > 0 ? 1 : 0} ${x} ${y - r}Z`;
    return disc(x, y, r, b.sink(b.a, 0.62)) + path(moon, index === lit ? b.a : b.b);
  });
}

/** Balloons, kites for the young. */
export function drawBalloons(b: Brush): string {
  const count = b.whole(5, 7);
  const foot = b.between(120, 180);
  return each(count, (index) => {
    const x = 40 + (index / (count - 1)) * 220 + b.between(-12, 12);
    const y = 74 + Math.abs(index - count / 2) * 14 + b.between(-30, 56);
    const r = b.between(24, 38);
    const colour = b.pick([b.a, b.b, b.sink(b.a, 0.35), b.sink(b.b, 0.35)]);
    return (
      stroke(d`M${x} ${y + r}Q${x + (foot - x) * 0.1} ${(y + height) / 2} ${foot} ${height}`, b.ink, 1.2) +
      `<ellipse cx="${Math.round(x)}" cy="${Math.round(y)}" rx="${Math.round(r * 0.86)}" ry="${Math.round(r)}" fill="${colour}"/>` +
      path(d`M${x - 5} ${y + r + 6}L${x} ${y + r - 2}L${x + 5} ${y + r + 6}Z`, colour)
    );
  });
}

/** Rings spreading from a point. */
export function drawRings(b: Brush): string {
  const [x, y] = [b.between(70, 230), b.between(70, 230)];
  const gap = b.between(17, 27);
  const thick = gap * b.between(0.28, 0.62);
  const lit = b.whole(2, 5);
  return (
    steps(Math.ceil(330 / gap))
      .map((index) =>
        ring(x, y, gap * (index + 1), index === lit ? b.b : index % 2 ? b.a : b.sink(b.a, 0.4), thick),
      )
      .join('') + disc(x, y, gap * 0.5, b.b)
  );
}
