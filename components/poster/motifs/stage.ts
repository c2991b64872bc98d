import { mix } from '../palette.ts';
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

/** Curtains, a cone of light and its pool. */
export function drawCurtains(b: Brush): string {
  const folds = b.whole(4, 5);
  const x = b.between(125, 175);
  const cloth = (side: number) =>
    each(folds, (index) => {
      const from = (index / folds) * 96;
      const to = ((index + 1) / folds) * 96 + 1;
      const at = (value: number) => (side ? width - value : value);
      return path(
        d`M${at(from)} 0H${at(to)}C${at(to + 4)} 120 ${at(to - 26)} 200 ${at(to - 34)} ${height}H${at(from - 34)}C${at(from - 26)} 200 ${at(from + 4)} 120 ${at(from)} 0Z`,
        index % 2 ? b.a : b.sink(b.a, 0.28),
      );
    });
  const pelmet = each(6, (index) =>
    path(d`M${index * 50} 0h50v26a25 20 0 0 1 -50 0Z`, index % 2 ? b.sink(b.a, 0.2) : b.a),
  );
  return (
    path(d`M${x - 8} 0h16L${x + 82} 262H${x - 82}Z`, b.sink(b.b, 0.62)) +
    `<ellipse cx="${Math.round(x)}" cy="262" rx="82" ry="18" fill="${b.b}"/>` +
    cloth(0) +
    cloth(1) +
    pelmet
  );
}

/** Light through blinds, as in the films of 1947. */
export function drawBlinds(b: Brush): string {
  const slats = b.whole(9, 13);
  const gap = height / slats;
  const x = b.between(30, 100);
  const lean = b.between(-50, 50);
  const shade = each(slats, (index) => box(0, index * gap, width, gap * 0.5, b.sink(b.a, 0.62)));
  const light = each(slats, (index) => {
    const y = index * gap;
    const at = x + (lean * y) / height;
    return path(d`M${at} ${y}h176l${(lean * gap * 0.5) / height} ${gap * 0.5}h-176Z`, b.b);
  });
  const [hx, hy] = [x + 88 + lean * 0.55, 184];
  const dark = mix(b.ground, '#000000', 0.55);
  const hat =
    `<ellipse cx="${Math.round(hx)}" cy="${Math.round(hy - 44)}" rx="72" ry="13" fill="${dark}"/>` +
    path(
      d`M${hx - 38} ${hy - 44}q-2 -56 22 -58q10 2 16 8q6 -6 16 -8q24 2 22 58ZM${hx - 30} ${hy - 42}h60q2 48 -18 60q2 12 10 14q62 12 74 64v44h-192v-44q12 -52 74 -64q8 -2 10 -14q-20 -12 -18 -60Z`,
      dark,
    );
  return shade + light + (b.chance(0.6) || b.has('detective', 'noir', 'gangster', 'spy') ? hat : '');
}

/** Five lines and the notes on them. */
export function drawStaves(b: Brush): string {
  const swing = b.between(30, 62);
  const top = b.between(82, 112);
  const gap = b.between(19, 25);
  const line = (y: number) => d`M-10 ${y}C80 ${y - swing} 190 ${y + swing} 310 ${y - swing * 0.4}`;
  const height = (x: number) => Math.sin((x / 300) * Math.PI * 2 + 0.2) * -swing * 0.42;
  const notes = each(6, (index) => {
    const x = 32 + index * 47;
    const y = top + b.whole(1, 7) * (gap / 2) + height(x);
    const colour = b.pick([b.b, b.b, b.ink]);
    const up = b.chance(0.6);
    return (
      group(
        { transform: `rotate(-20 ${Math.round(x)} ${Math.round(y)})` },
        `<ellipse cx="${Math.round(x)}" cy="${Math.round(y)}" rx="13" ry="9.500" fill="${colour}"/>`,
      ) + stroke(d`M${x + (up ? 11.5 : -11.5)} ${y}v${up ? -58 : 58}`, colour, 3)
    );
  });
  return each(5, (index) => stroke(line(top + index * gap), b.a, 3)) + notes;
}

/** Discs of a record, its needle down. */
export function drawRecord(b: Brush): string {
  const [x, y] = [b.between(110, 190), b.between(140, 170)];
  const r = b.between(112, 132);
  return (
    disc(x, y, r, b.a) +
    each(7, (index) => ring(x, y, r * (0.92 - index * 0.08), b.ground, 1.4, { opacity: 0.55 })) +
    disc(x, y, r * 0.32, b.b) +
    disc(x, y, r * 0.05, b.ground) +
    stroke(d`M${x + r + 8} ${y - r}L${x + r * 0.72} ${y + r * 0.25}l${-r * 0.2} ${r * 0.24}`, b.ink, 5, {
      'stroke-linejoin': 'round',
    }) +
    disc(x + r + 8, y - r, 11, b.ink)
  );
}

/** Lanes of a track, a ring of ropes. */
export function drawTrack(b: Brush): string {
  const lanes = b.whole(6, 8);
  const gap = b.between(19, 25);
  const flip = b.chance(0.5);
  const runner = b.whole(1, lanes - 2);
  const lane = (index: number) => {
    const r = 40 + index * gap;
    return d`M${320} ${height - 20 - r}H${180}A${r} ${r} 0 0 0 ${180 - r} ${height - 20}V320`;
  };
  const drawn =
    each(lanes, (index) => stroke(lane(index), index % 2 ? b.a : b.sink(b.a, 0.4), gap - 4)) +
    disc(...around(180, 280, 40 + runner * gap, b.between(0.78, 0.97)), gap * 0.55, b.ink);
  return flip ? group({ transform: 'translate(300 0) scale(-1 1)' }, drawn) : drawn;
}

/** Ropes, corner posts and two lamps. */
export function drawRopes(b: Brush): string {
  const lamps = each(3, (index) =>
    path(d`M${60 + index * 90} 0L${20 + index * 90} 300h80Z`, b.sink(b.b, 0.82)),
  );
  const floor = path('M0 250L60 218H240L300 250V300H0Z', b.a);
  const ropes = each(3, (index) => {
    const y = 120 + index * 34;
    return stroke(d`M-4 ${y - 30}L60 ${y}H240L304 ${y - 30}`, b.pick([b.b, b.ink]), 5);
  });
  const posts = steps(2)
    .map(
      (side) =>
        box(54 + side * 180, 100, 12, 122, b.ink) + box(52 + side * 180, 110, 16, 82, b.sink(b.a, 0.2)),
    )
    .join('');
  return lamps + floor + posts + ropes;
}
