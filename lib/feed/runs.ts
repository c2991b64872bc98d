/** Consecutive happenings that are told as one. Pure: where a run ends does not depend on where a page does. */

/** Rows come by `at` descending (null last), then `tie` descending: a pair is a place in that order. */
export type Place = {
  /** Microseconds, as text: exact, so that a page boundary never drops or repeats a row. */
  readonly at: string | null;
  /** Order among rows of one moment. */
  readonly tie: string;
};

export type Run<Row> = readonly [Row, ...Row[]];

/** Whether `next`, which follows directly, is told with the run so far. It looks at nothing else, so that pages agree. */
export type Joins<Row> = (run: Run<Row>, next: Row) => boolean;

export function runsOf<Row>(rows: readonly Row[], joins: Joins<Row>): Run<Row>[] {
  const runs: [Row, ...Row[]][] = [];
  for (const row of rows) {
    const last = runs.at(-1);
    if (last && joins(last, row)) last.push(row);
    else runs.push([row]);
  }
  return runs;
}

/** The first `limit` runs after a place, each to its end, however much has to be read for that. */
export async function readRuns<Row extends Place>(
  read: (after: Place | null, limit: number) => Promise<readonly Row[]>,
  joins: Joins<Row>,
  after: Place | null,
  limit: number,
): Promise<{ readonly runs: readonly Run<Row>[]; readonly next: Place | null }> {
  const batch = 2 * limit + 1;
  const rows: Row[] = [];
  for (;;) {
    const more = await read(rows.at(-1) ?? after, batch);
    rows.push(...more);
    const runs = runsOf(rows, joins);
    // A run is known to be whole once another one follows, or nothing.
    if (runs.length > limit) return { runs: runs.slice(0, limit), next: runs[limit - 1]?.at(-1) ?? null };
    if (more.length < batch) return { runs, next: null };
  }
}
