/** Product: Π_m s_mi, between average and least misery; who has more say has a greater exponent (Masthoff 2015, "multiplicative"). */
import type { Heard } from './picking.ts';

/** [titles]: as if each of n members had a say of 1. */
export function products({ scores, shares }: Heard): Float64Array {
  return Float64Array.from({ length: scores[0]?.length ?? 0 }, (_, index) =>
    scores.reduce((product, own, member) => {
      const say = shares[member]! * scores.length;
      return product * (say === 1 ? own[index]! : own[index]! ** say);
    }, 1),
  );
}
