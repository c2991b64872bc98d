/** Who has how much say: equal by default, and visible where it is not. */

/** [members]: shares that add up to 1. A weight of 0 is no say; where nobody has any, all have the same. */
export function shareSay(members: number, weights?: readonly number[]): Float64Array {
  const given = Float64Array.from({ length: members }, (_, member) => Math.max(0, weights?.[member] ?? 1));
  const sum = given.reduce((total, weight) => total + weight, 0);
  return given.map((weight) => (sum > 0 ? weight / sum : 1 / members));
}
