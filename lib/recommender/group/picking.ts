/** How a rule deals one title after the other. */

/** What each member thinks of each title, [members][titles], 0 to 1; `shares` [members] are their say, all above 0. */
export type Heard = { readonly scores: readonly Float32Array[]; readonly shares: Float64Array };

export type Pick = { readonly index: number; readonly score: number };

/** The next of the titles that are open (1 in the mask), and what the rule makes of it; undefined when none is left. */
export type Turn = (open: Uint8Array) => Pick | undefined;

/** A rule that knows from the start what each title is worth, or one that looks at what it dealt so far. */
export type Rule = (heard: Heard) => Turn;

/** Deals by one worth a title; equal ones by `second`, then by index. */
export function byWorth(worth: Float64Array, second: Float64Array): Turn {
  return (open) => bestOpen(open, (index) => worth[index]!, second);
}

/** The open title that is worth most; equal ones by `second`, then by index. */
export function bestOpen(
  open: Uint8Array,
  worth: (index: number) => number,
  second: Float64Array,
): Pick | undefined {
  let best: Pick | undefined;
  for (let index = 0; index < open.length; index++) {
    if (open[index] !== 1) continue;
    const score = worth(index);
    if (best && (score < best.score || (score === best.score && second[index]! <= second[best.index]!)))
      continue;
    best = { index, score };
  }
  return best;
}
