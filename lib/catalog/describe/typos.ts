/** The word that was meant, when what was typed is no word anybody knows. */

export type Spelling = {
  /** The known word closest to `typed`, or undefined when none is close enough. */
  correct(typed: string): string | undefined;
};

type Known = { readonly word: string; readonly letters: number };

/** Earlier words win over later ones that are equally close. */
export function indexSpelling(words: Iterable<string>): Spelling {
  const byStart = new Map<string, Known[]>();
  for (const word of new Set(words)) {
    if (word.length < 4) continue;
    const start = word[0]!;
    const list = byStart.get(start);
    const known = { word, letters: lettersOf(word) };
    if (list) list.push(known);
    else byStart.set(start, [known]);
  }
  return {
    correct(typed) {
      const most = typed.length >= 9 ? 2 : typed.length >= 5 ? 1 : 0;
      if (most === 0 || /\d/.test(typed)) return undefined;
      const letters = lettersOf(typed);
      let best: string | undefined;
      let bestDistance = most + 1;
      for (const known of byStart.get(typed[0]!) ?? []) {
        if (Math.abs(known.word.length - typed.length) >= bestDistance) continue;
        // An edit changes two letters of the set at most: cheap, and leaves very few to compare.
        if (countBits(known.letters ^ letters) > 2 * (bestDistance - 1)) continue;
        const distance = damerau(typed, known.word, bestDistance - 1);
        if (distance < bestDistance) {
          bestDistance = distance;
          best = known.word;
        }
      }
      return best;
    },
  };
}

function lettersOf(word: string): number {
  let letters = 0;
  for (let at = 0; at < word.length; at++) letters |= 1 << (word.charCodeAt(at) & 31);
  return letters;
}

function countBits(value: number): number {
  let rest = value;
  let count = 0;
  for (; rest !== 0; rest &= rest - 1) count++;
  return count;
}

/** Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment); more than `most` is `most + 1`. */
export function damerau(one: string, other: string, most: number): number {
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= other.length; j++) {
      const cost = one[i - 1] === other[j - 1] ? 0 : 1;
      let value = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + cost);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
        value = Math.min(value, before[j - 2]! + 1);
      row.push(value);
      if (value < least) least = value;
    }
    if (least > most) return most + 1;
    before = last;
    last = row;
  }
  return Math.min(last[other.length]!, most + 1);
}
