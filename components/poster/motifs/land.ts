import { type Brush, box, d, disc, each, height, path, ring, steps, stroke, width } from './brush.ts';

/** A sun over layered dunes. */
export function drawDunes(b: Brush): string {
  const left = b.chance(0.5);
  const at = (x: number) => (left ? x : width - x);
  const layers = b.whole(2, 3);
  const colours = layers === 3 ? [b.sink(b.a, 0.45), b.a, b.b] : [b.a, b.b];
  const sun = disc(at(b.between(60, 110)), b.between(70, 105), b.between(24, 46), b.sink(b.b, 0.05));
  const dunes = colours.map((colour, index) => {
    const top = 130 + index * (125 / layers) + b.between(0, 22);
    const crest = b.between(170, 250);
    return path(
      d`M${at(0)} ${top + 45}C${at(60)} ${top - 5} ${at(110)} ${top + 40} ${at(crest - 40)} ${top - 8}S${at(crest + 30)} ${top - 50} ${at(300)} ${top + 26}V${height}H${at(0)}Z`,
      colour,
    );
  });
  return sun + dunes.join('');
}

/** Ranges one behind the other, paler with distance. */
export function drawMountains(b: Brush): string {
  const moon = b.chance(0.5)
    ? disc(b.between(60, 240), b.between(60, 95), b.between(20, 34), b.b)
    : ring(b.between(80, 220), b.between(90, 120), b.between(52, 74), b.sink(b.b, 0.3), 2);
  const ranges = [0.62, 0.3, 0].map((sunk, index) => {
    const base = 150 + index * 52;
    let line = `M0 ${height}`;
    const peaks = b.whole(2, 3) + index;
    const step = width / peaks;
    line += d`V${base + b.between(0, 40)}`;
    for (const peak of steps(peaks)) {
      const x = peak * step;
      line += d`L${x + step * b.between(0.4, 0.6)} ${base - b.between(30, 92)}L${x + step} ${base + b.between(0, 36)}`;
    }
    return path(`${line}V${height}Z`, b.sink(index === 2 ? b.b : b.a, sunk));
  });
  return moon + ranges.join('');
}

/** A road to the vanishing point. */
export function drawRoad(b: Brush): string {
  const x = b.between(110, 190);
  const horizon = b.between(135, 165);
  const dashes = each(6, (index) => {
    const near = 0.06 + (index / 6) ** 1.7 * 0.94;
    const far = near + 0.05 + index * 0.018;
    const y = (share: number) => horizon + (height + 20 - horizon) * share;
    const half = (share: number) => 0.4 + 7 * share;
    return path(
      d`M${x - half(near)} ${y(near)}H${x + half(near)}L${x + half(far)} ${y(far)}H${x - half(far)}Z`,
      b.b,
    );
  });
  const hills = d`M0 ${horizon}C50 ${horizon - 46} 100 ${horizon - 10} 150 ${horizon - 30}S250 ${horizon - 50} 300 ${horizon}Z`;
  return (
    disc(x + b.between(-30, 30), horizon - b.between(14, 40), b.between(34, 54), b.b) +
    path(hills, b.sink(b.a, 0.45)) +
    box(0, horizon, width, height - horizon, b.a) +
    path(d`M${x - 1.5} ${horizon}H${x + 1.5}L${x + 120} ${height}H${x - 120}Z`, b.ground) +
    dashes
  );
}

/** Trunks before a low moon. */
export function drawForest(b: Brush): string {
  const moon = disc(b.between(100, 200), b.between(110, 150), b.between(58, 82), b.b);
  const trunk = (colour: string, wide: number) => (index: number, of: number) => {
    const x = ((index + b.between(0.15, 0.85)) * width) / of;
    const thick = wide * b.between(0.6, 1.3);
    const branch = b.chance(0.7)
      ? d`M${x} ${b.between(60, 190)}l${(b.chance(0.5) ? 1 : -1) * b.between(26, 52)} ${-b.between(28, 56)}`
      : '';
    return (
      path(
        d`M${x - thick / 2} 0H${x + thick / 2}L${x + thick * 0.75} ${height}H${x - thick * 0.75}Z`,
        colour,
      ) + (branch && stroke(branch, colour, thick * 0.32))
    );
  };
  const far = trunk(b.sink(b.a, 0.5), 7);
  const near = trunk(b.a, 17);
  return (
    moon +
    each(9, (index) => far(index, 9)) +
    each(5, (index) => near(index, 5)) +
    box(0, 286, width, 14, b.a)
  );
}

/** Snow over a hill, with a house or a pine. */
export function drawSnow(b: Brush): string {
  const flakes = each(46, () =>
    disc(b.between(0, 300), b.between(0, 250), b.between(1, 4.6), b.sink(b.b, b.between(0, 0.5))),
  );
  const crest = b.between(206, 232);
  const x = b.between(70, 230);
  const hill = path(d`M0 ${crest + 24}C90 ${crest - 26} 200 ${crest - 20} 300 ${crest + 20}V300H0Z`, b.b);
  const pine = (at: number, tall: number) =>
    each(3, (index) => {
      const y = crest + 6 - tall + index * tall * 0.24;
      const half = tall * (0.13 + index * 0.075);
      return path(d`M${at} ${y}L${at + half} ${y + tall * 0.44}H${at - half}Z`, b.a);
    });
  const house =
    box(x - 22, crest - 22, 44, 34, b.a) +
    path(d`M${x - 30} ${crest - 20}L${x} ${crest - 48}L${x + 30} ${crest - 20}Z`, b.a) +
    box(x - 5, crest - 12, 10, 12, b.b);
  const things = b.chance(0.5)
    ? house + pine(x + 64, 74)
    : pine(x - 44, 92) + pine(x, 128) + pine(x + 48, 76);
  return things + hill + flakes;
}

/** One figure and its long shadow. */
export function drawFigure(b: Brush): string {
  const x = b.between(105, 195);
  const floor = b.between(196, 216);
  const lean = b.between(-120, 120);
  const body = (top: number, colour: string) =>
    disc(x, top + 9, 9, colour) +
    path(
      d`M${x - 14} ${top + 24}Q${x} ${top + 14} ${x + 14} ${top + 24}L${x + 9} ${floor + 12}H${x + 2}L${x} ${top + 62}L${x - 2} ${floor + 12}H${x - 9}Z`,
      colour,
    );
  return (
    disc(x, floor - 66, b.between(74, 104), b.b) +
    box(0, floor, width, height - floor, b.a) +
    path(d`M${x - 8} ${floor + 12}H${x + 8}L${x + lean + 22} ${height}H${x + lean - 22}Z`, b.ground) +
    body(floor - 86, b.ground)
  );
}
