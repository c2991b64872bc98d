import { type Brush, d, define, disc, each, height, path, steps, stroke, use, width } from './brush.ts';

/** Rows of waves before a low sun; a fin or a sail when the story has one. */
export function drawSea(b: Brush): string {
  const rows = 6;
  const wave = b.pick([50, 60, 75]);
  const top = 128;
  const sun = disc(b.between(132, 178), top + 2, b.between(64, 84), b.b);
  const visitor = b.has('shark')
    ? path(
        d`M118 ${top + 46}C140 ${top + 20} 160 ${top - 18} 190 ${top - 30}C182 ${top + 2} 192 ${top + 30} 206 ${top + 46}Z`,
        b.ground,
      )
    : b.has('ship', 'pirate', 'treasure') || b.chance(0.3)
      ? path(
          d`M150 ${top - 64}V${top + 14}H204ZM142 ${top - 40}V${top + 14}H106ZM98 ${top + 20}H210L194 ${top + 42}H116Z`,
          b.ground,
        )
      : '';
  const drawn = steps(rows).map((row) => {
    const y = top + 26 + row * 26;
    const shift = row % 2 ? -wave / 2 : 0;
    let line = d`M${shift - wave} ${y}`;
    for (const _ of steps(Math.ceil(width / wave) + 2))
      line += d`q${wave / 4} ${-17} ${wave / 2} 0t${wave / 2} 0`;
    return path(`${line}V${height + 20}H-100Z`, row % 2 ? b.a : b.sink(b.a, 0.42 - row * 0.06));
  });
  return sun + drawn.slice(0, 2).join('') + visitor + drawn.slice(2).join('');
}

/** The Japanese wave pattern: overlapping scales. */
export function drawScales(b: Brush): string {
  const r = b.pick([37.5, 50]);
  const scale = (colour: string) =>
    each(5, (index) => disc(0, 0, r * (1 - index * 0.2), index % 2 ? b.ground : colour));
  const lit = new Set(steps(5).map(() => b.whole(0, 40)));
  const start = b.chance(0.5) ? r * 2 : r * 0.5;
  let index = 0;
  const row = (y: number, odd: boolean) =>
    each(Math.round(width / (2 * r)) + (odd ? 1 : 0), (column) =>
      use(lit.has(index++) ? 'lit' : 'plain', column * 2 * r + (odd ? 0 : r), y),
    );
  return (
    define('plain', scale(b.a)) +
    define('lit', scale(b.b)) +
    each(Math.ceil((height + r - start) / (r / 2)), (number) =>
      row(start + (number * r) / 2, number % 2 === 1),
    )
  );
}

/** Slanting rain, one lit bar or an umbrella. */
export function drawRain(b: Brush): string {
  const slant = b.pick([-1, 1]) * b.between(40, 110);
  const gap = b.between(17, 30);
  const lines = steps(Math.ceil((width + 220) / gap))
    .map((index) => d`M${index * gap - 110} -4l${slant} 308`)
    .join('');
  const x = b.between(60, 240);
  const bar = path(d`M${x} 0h${b.between(14, 26)}l${slant} 300h-20Z`, b.b);
  const umbrella =
    path(
      d`M${x - 62} 220a62 58 0 0 1 124 0q-15.500 -14 -31 0q-15.500 -14 -31 0q-15.500 -14 -31 0q-15.500 -14 -31 0Z`,
      b.b,
    ) + stroke(d`M${x} 212v62a10 10 0 0 1 -20 0`, b.b, 4, { 'stroke-linecap': 'round' });
  const drops = each(9, () =>
    disc(b.between(20, 280), b.between(20, 280), b.between(5, 15), b.pick([b.b, b.sink(b.b, 0.35)])),
  );
  return stroke(lines, b.a, b.between(1.2, 2.6)) + b.pick([bar, umbrella, drops]);
}

/** Dripping bands. */
export function drawDrips(b: Brush): string {
  const columns = b.whole(8, 11);
  const w = width / columns;
  const lengths = steps(columns).map(() => b.between(60, 250));
  const band = (share: number, colour: string) => {
    let line = 'M0 0';
    for (const [index, length] of lengths.entries()) {
      const y = length * share;
      line += d`V${y}a${w / 2} ${w / 2} 0 0 0 ${w} 0V${(lengths[index + 1] ?? length) * share}`;
    }
    return path(`${line}V0Z`, colour);
  };
  const drop = each(2, () => disc(b.whole(0, columns - 1) * w + w / 2, b.between(270, 286), w * 0.3, b.a));
  return band(1, b.a) + band(0.62, b.sink(b.a, 0.35)) + band(0.3, b.b) + drop;
}
