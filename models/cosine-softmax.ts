/** The loss of the models that compare directions: sampled softmax over scale · cosine(person, title), and its slopes. */
import { addScaled, type Dense, dot } from '../lib/math/vector.ts';
import type { Negatives } from './sampled-softmax.ts';

export type CosineBatch = {
  /** One row a person, [people × width], of any length. */
  readonly people: Float64Array;
  /** [items × width], of any length. */
  readonly titles: Dense;
  readonly width: number;
  /** What each person should be near. */
  readonly targets: readonly Int32Array[];
  readonly negatives: Negatives;
  /** 1 / temperature: how far a cosine of 1 stands above one of 0. */
  readonly scale: number;
};

export type CosineSlopes = {
  readonly loss: number;
  readonly people: Float64Array;
  readonly titles: Float64Array;
};

/**
 * Mean over people of the mean over targets t of −log(e^s_t / Z), Z = e^s_t + Σ_negatives e^s_c / (count · q_c), as in
 * `addSoftmaxLoss`, for a whole batch at once: the negatives' rows are gathered once and read in order.
 */
export function cosineSoftmax({
  people,
  titles,
  width,
  targets,
  negatives,
  scale,
}: CosineBatch): CosineSlopes {
  const users = unitRows(people, width);
  const units = unitRows(titles, width);
  const crowd = gatherRows(units, negatives.items, width);
  const slopes = {
    users: new Float64Array(users.length),
    units: new Float64Array(units.length),
    crowd: new Float64Array(crowd.length),
  };
  const chances = new Float64Array(negatives.items.length);
  let loss = 0;
  targets.forEach((own, person) => {
    const user = users.subarray(person * width, (person + 1) * width);
    const slope = slopes.users.subarray(person * width, (person + 1) * width);
    const logZ = softmaxOfCrowd(chances, crowd, user, negatives.logExpected, scale);
    let missed = 0;
    for (const target of own) {
      const margin = scale * dot(user, units, 0, target * width, width) - logZ;
      const share = 1 / (1 + Math.exp(margin)) / (own.length * targets.length);
      loss += softplus(-margin) / (own.length * targets.length);
      missed += share;
      addScaled(slope, -share * scale, units, target * width, width);
      addScaled(slopes.units.subarray(target * width, (target + 1) * width), -share * scale, user);
    }
    pushCrowd(chances, missed * scale, crowd, user, slope, slopes.crowd);
  });
  negatives.items.forEach((item, place) => {
    addScaled(slopes.units.subarray(item * width, (item + 1) * width), 1, slopes.crowd, place * width, width);
  });
  return {
    loss,
    people: slopeBeforeUnit(people, slopes.users, width),
    titles: slopeBeforeUnit(titles, slopes.units, width),
  };
}

/** chances_c ∝ e^(scale · user · crowd_c) / expected_c, summing to 1 → log of what they were divided by. */
function softmaxOfCrowd(
  chances: Float64Array,
  crowd: Float64Array,
  user: Float64Array,
  logExpected: Float64Array,
  scale: number,
): number {
  const width = user.length;
  let highest = Number.NEGATIVE_INFINITY;
  for (let place = 0; place < chances.length; place++) {
    const logit = scale * dot(user, crowd, 0, place * width, width) - logExpected[place]!;
    chances[place] = logit;
    if (logit > highest) highest = logit;
  }
  let sum = 0;
  for (let place = 0; place < chances.length; place++) {
    chances[place] = Math.exp(chances[place]! - highest);
    sum += chances[place]!;
  }
  for (let place = 0; place < chances.length; place++) chances[place]! /= sum;
  return highest + Math.log(sum);
}

/** Everyone of the crowd away from the user and the user away from them, by their chance. */
function pushCrowd(
  chances: Float64Array,
  factor: number,
  crowd: Float64Array,
  user: Float64Array,
  userSlope: Float64Array,
  crowdSlopes: Float64Array,
): void {
  const width = user.length;
  for (let place = 0; place < chances.length; place++) {
    const push = factor * chances[place]!;
    const row = place * width;
    for (let index = 0; index < width; index++) {
      userSlope[index]! += push * crowd[row + index]!;
      crowdSlopes[row + index]! += push * user[index]!;
    }
  }
}

/** log(1 + eˣ), also where eˣ is too large a number. */
function softplus(x: number): number {
  return x > 30 ? x : Math.log1p(Math.exp(x));
}

function gatherRows(matrix: Float64Array, rows: Int32Array, width: number): Float64Array {
  const gathered = new Float64Array(rows.length * width);
  rows.forEach((row, place) => {
    gathered.set(matrix.subarray(row * width, (row + 1) * width), place * width);
  });
  return gathered;
}

/** Every row divided by its length; a row of zeros stays. */
export function unitRows(raw: Dense, width: number): Float64Array {
  const unit = Float64Array.from(raw);
  for (let start = 0; start < raw.length; start += width) {
    const length = Math.sqrt(dot(raw, raw, start, start, width)) || 1;
    for (let index = start; index < start + width; index++) unit[index]! /= length;
  }
  return unit;
}

/** u = r / ‖r‖: dL/dr = (dL/du − (dL/du · u) u) / ‖r‖, row by row, in place. */
function slopeBeforeUnit(raw: Dense, slopes: Float64Array, width: number): Float64Array {
  for (let start = 0; start < raw.length; start += width) {
    const square = dot(raw, raw, start, start, width);
    if (square === 0) continue;
    const along = dot(slopes, raw, start, start, width) / square;
    const length = Math.sqrt(square);
    for (let index = start; index < start + width; index++)
      slopes[index] = (slopes[index]! - along * raw[index]!) / length;
  }
  return slopes;
}
