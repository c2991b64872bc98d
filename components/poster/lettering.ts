/** Widths of Fraunces' letters at the title's weight, in thousandths of the size: enough to know what fits. */
const narrow = "iIjl.,:;!’'|·- ";
const slim = 'frtsJ()[]1';
const broad = 'mwMWQO@—';
const capital = /\p{Lu}/u;

/** The room for words: the poster's width less its margins, in hundredths of the width. */
const room = 83;
const sizes = [17, 15.8, 14.5, 13.2, 12, 11, 10.3, 9.6, 8.8, 8, 7.2, 6.4];
/** Lines that fit in the words' third of the poster, at a size. */
const linesAt = (size: number) => Math.min(4, Math.floor(29 / size));

/** The largest size, in hundredths of the poster's width, at which no word is cut and no line too many. */
export function titleSize(name: string): number {
  return sizes.find((size) => countLines(name, size) <= linesAt(size)) ?? 6.4;
}

function countLines(name: string, size: number): number {
  let lines = 1;
  let used = 0;
  for (const word of name.split(/\s+/)) {
    const wide = widthOf(word) * size;
    if (wide > room) return Number.POSITIVE_INFINITY;
    if (used > 0 && used + wide + size * 0.24 > room) {
      lines += 1;
      used = wide;
    } else used += wide + (used > 0 ? size * 0.24 : 0);
  }
  return lines;
}

function widthOf(word: string): number {
  let wide = 0;
  for (const letter of word) {
    wide += narrow.includes(letter)
      ? 0.32
      : slim.includes(letter)
        ? 0.45
        : broad.includes(letter)
          ? 0.9
          : capital.test(letter)
            ? 0.72
            : 0.57;
  }
  return wide;
}
