/** People's likes too many to hold: read one person at a time, and from anywhere again. */
export type RowStream = {
  /** What the rows depend on: half-done work on other rows is not gone on with. */
  readonly identity: string;
  readonly people: number;
  readonly titles: number;
  /** Everyone from this person on: the titles each likes, none twice, in any order; a row is read before the next is asked for. */
  rows(from: number): Iterable<Int32Array>;
};
