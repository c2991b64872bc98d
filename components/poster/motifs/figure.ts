import {
  around,
  type Brush,
  box,
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

/** An eye that looks back. */
export function drawEye(b: Brush): string {
  const [y, open] = [150, b.between(64, 96)];
  const lid = d`M14 ${y}Q150 ${y - open * 1.55} 286 ${y}Q150 ${y + open * 1.55} 14 ${y}Z`;
  const r = open * 0.72;
  const lashes = each(13, (index) => {
    const turn = -0.19 + (index / 12) * 0.38;
    const [x1, y1] = around(150, y + 30, 150, turn);
    const [x2, y2] = around(150, y + 30, 172 + (index % 2) * 14, turn);
    return d`M${x1} ${y1}L${x2} ${y2}`;
  });
  const look = b.between(-28, 28);
  return (
    stroke(lashes, b.a, 4, { 'stroke-linecap': 'round' }) +
    path(lid, b.b) +
    disc(150 + look, y, r, b.a) +
    each(18, (index) => {
      const [x1, y1] = around(150 + look, y, r * 0.55, index / 18);
      const [x2, y2] = around(150 + look, y, r * 0.9, index / 18);
      return stroke(d`M${x1} ${y1}L${x2} ${y2}`, b.ground, 2);
    }) +
    disc(150 + look, y, r * 0.46, b.ground) +
    disc(150 + look + r * 0.3, y - r * 0.3, r * 0.15, b.b)
  );
}

/** A mask in two halves. */
export function drawMask(b: Brush): string {
  const [w, top] = [b.between(84, 100), b.between(38, 56)];
  const jaw = b.between(28, 74);
  const half = (side: 1 | -1) =>
    d`M150 ${top}H${150 + side * w * 0.5}Q${150 + side * w} ${top} ${150 + side * w} ${top + 62}V${150}Q${150 + side * w} ${236} ${150 + side * jaw} 272H150Z`;
  const machine = b.has('robot', 'artificial-intelligence', 'virtual-reality');
  const eye = (side: 1 | -1, colour: string) =>
    machine
      ? box(150 + side * w * 0.5 - 20, 122, 40, 22, colour, { rx: 4 })
      : path(
          d`M${150 + side * 16} 144Q${150 + side * w * 0.5} ${100} ${150 + side * w * 0.84} 134Q${150 + side * w * 0.5} 158 ${150 + side * 16} 144Z`,
          colour,
        );
  const mouth = machine
    ? each(5, (index) => box(110 + index * 17, 212, 12, 24, index < 2 ? b.b : b.a))
    : stroke(d`M112 222Q150 ${b.between(196, 250)} 188 222`, b.ground, 7, { 'stroke-linecap': 'round' });
  return (
    path(half(-1), b.a) +
    path(half(1), b.b) +
    eye(-1, b.b) +
    eye(1, b.a) +
    path(d`M150 140l${-16} 52h16Z`, b.sink(b.a, 0.35)) +
    mouth
  );
}

/** Two discs that share a part. */
export function drawPair(b: Brush): string {
  const r = b.between(76, 90);
  const apart = b.between(0.5, 0.74) * r;
  const tall = b.chance(0.4);
  const [x, y] = [tall ? 0 : apart, tall ? apart : 0];
  const id = 'p';
  return (
    `<clipPath id="${id}">${disc(150 - x, 150 - y, r, '#000')}</clipPath>` +
    disc(150 - x, 150 - y, r, b.a) +
    disc(150 + x, 150 + y, r, b.b) +
    group({ 'clip-path': `url(#${id})` }, disc(150 + x, 150 + y, r, b.ink)) +
    (b.chance(0.5) ? each(3, (index) => ring(150 + x, 150 + y, r - 13 - index * 15, b.ground, 1.5)) : '')
  );
}

/** A spiral that draws the eye down. */
export function drawSpiral(b: Brush): string {
  const [x, y] = [b.between(120, 180), b.between(130, 170)];
  const arms = b.pick([1, 2, 3]);
  const turns = arms === 1 ? 6 : 2.2;
  const arm = (offset: number) => {
    let line = '';
    const count = Math.round(turns * (arms === 1 ? 26 : 30));
    for (const index of steps(count)) {
      const t = index / count;
      const [px, py] = around(x, y, 6 + 250 * t ** 1.15, offset + turns * t);
      line += d`${px} ${py} `;
    }
    return `<polyline points="${line.trim()}" fill="none" stroke="${offset ? b.b : b.a}" stroke-width="${arms === 1 ? 13 : 19}" stroke-linecap="round" stroke-linejoin="round"/>`;
  };
  return each(arms, (index) => arm(index / arms)) + disc(x, y, 9, b.b);
}

/** Tongues of fire, one in another. */
export function drawFlames(b: Brush): string {
  const tongue = (x: number, w: number, h: number, colour: string) =>
    path(
      d`M${x - w} ${height}C${x - w} ${height - h * 0.45} ${x - w * 0.1} ${height - h * 0.55} ${x + w * 0.1} ${height - h}C${x + w * 0.35} ${height - h * 0.62} ${x + w} ${height - h * 0.5} ${x + w} ${height}Z`,
      colour,
    );
  const count = b.whole(4, 5);
  const places = steps(count).map((index) => ((index + 0.5) * width) / count + b.between(-14, 14));
  const tall = places.map(() => b.between(150, 270));
  const layer = (share: number, colour: string) =>
    places.map((x, index) => tongue(x, 56 * share, (tall[index] as number) * share, colour)).join('');
  const sparks = each(14, () => disc(b.between(10, 290), b.between(10, 150), b.between(1.2, 3.6), b.b));
  return sparks + layer(1, b.sink(b.a, 0.35)) + layer(0.76, b.a) + layer(0.46, b.b);
}

/** Leaves on their stems. */
export function drawLeaves(b: Brush): string {
  const leaf = (x: number, y: number, long: number, angle: number, colour: string) =>
    group(
      { transform: `translate(${Math.round(x)} ${Math.round(y)}) rotate(${Math.round(angle)})` },
      path(
        d`M0 0C${long * 0.34} ${-long * 0.3} ${long * 0.3} ${-long * 0.8} 0 ${-long}C${-long * 0.3} ${-long * 0.8} ${-long * 0.34} ${-long * 0.3} 0 0Z`,
        colour,
      ),
    );
  const stem = (foot: number, tilt: number, colour: string, long: number) => {
    const tip = foot + tilt;
    const leaves = each(5, (index) => {
      const share = 0.18 + index * 0.17;
      const [x, y] = [foot + tilt * share ** 1.6, height - 270 * share];
      return (
        leaf(x, y, long * (1.1 - share * 0.5), -58 + tilt * 0.1, colour) +
        leaf(x, y, long * (1.1 - share * 0.5), 58 + tilt * 0.1, colour)
      );
    });
    return (
      stroke(d`M${foot} ${height}Q${foot} 160 ${tip} 24`, colour, 3) +
      leaves +
      leaf(tip, 50, long * 0.7, tilt * 0.2, colour)
    );
  };
  return (
    disc(b.between(90, 210), b.between(90, 140), b.between(48, 70), b.b) +
    stem(b.between(60, 100), b.between(-40, 40), b.sink(b.a, 0.5), 84) +
    stem(b.between(200, 245), b.between(-40, 40), b.sink(b.a, 0.25), 90) +
    stem(b.between(130, 170), b.between(-50, 50), b.a, 78) +
    path(
      d`M0 ${height}V${b.between(262, 282)}Q150 ${b.between(246, 268)} 300 ${b.between(262, 282)}V${height}Z`,
      b.a,
    )
  );
}

/** One flower, opened wide. */
export function drawFlower(b: Brush): string {
  const petals = b.pick([8, 10, 12]);
  const [x, y] = [150, 150];
  const r = b.between(124, 142);
  const crown = (long: number, wide: number, colour: string, shift: number) =>
    each(petals, (index) =>
      group(
        {
          transform: `translate(${x} ${Math.round(y)}) rotate(${Math.round(((index + shift) * 360) / petals)})`,
        },
        path(
          d`M0 0C${wide} ${-long * 0.35} ${wide} ${-long * 0.85} 0 ${-long}C${-wide} ${-long * 0.85} ${-wide} ${-long * 0.35} 0 0Z`,
          colour,
        ),
      ),
    );
  return (
    crown(r, r * 0.3, b.sink(b.a, 0.35), 0.5) + crown(r * 0.86, r * 0.26, b.a, 0) + disc(x, y, r * 0.24, b.b)
  );
}

/** A clock whose hands left their traces. */
export function drawClock(b: Brush): string {
  const [x, y, r] = [150, 150, b.between(108, 124)];
  const ticks = each(60, (index) => {
    const [x1, y1] = around(x, y, r, index / 60);
    const [x2, y2] = around(x, y, r * (index % 5 ? 0.94 : 0.84), index / 60);
    return d`M${x1} ${y1}L${x2} ${y2}`;
  });
  const at = b.random();
  const trace = each(6, (index) => {
    const [hx, hy] = around(x, y, r * 0.72, at - index * 0.055);
    return stroke(d`M${x} ${y}L${hx} ${hy}`, b.sink(b.b, index * 0.16), 7, { 'stroke-linecap': 'round' });
  });
  const [mx, my] = around(x, y, r * 0.46, b.random());
  return (
    disc(x, y, r + 14, b.sink(b.a, 0.55)) +
    stroke(ticks, b.a, 3) +
    trace +
    stroke(d`M${x} ${y}L${mx} ${my}`, b.ink, 9, { 'stroke-linecap': 'round' }) +
    disc(x, y, 9, b.ink)
  );
}

/** Someone in the sights. */
export function drawSights(b: Brush): string {
  const [x, y] = [b.between(115, 185), b.between(125, 175)];
  const r = b.between(84, 104);
  const bars = steps(4)
    .map((index) => {
      const [x1, y1] = around(x, y, r * 0.32, index / 4);
      const [x2, y2] = around(x, y, 420, index / 4);
      return d`M${x1} ${y1}L${x2} ${y2}`;
    })
    .join('');
  return (
    disc(x, y, r, b.a) +
    ring(x, y, r * 0.66, b.ground, 2.5) +
    ring(x, y, r, b.b, 5) +
    stroke(bars, b.b, 2.5) +
    disc(x, y, r * 0.13, b.b)
  );
}
