/** What a measurement came to, as a line of the table and of the JSON. */
export type Measured = {
  readonly name: string;
  readonly size: string;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  readonly perSecond: number;
  readonly rssMb: number;
  /** Of the whole that this is a part of. */
  readonly share?: number;
};

export function measured(name: string, size: string, times: readonly number[]): Measured {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  const total = sorted.reduce((sum, ms) => sum + ms, 0);
  return {
    name,
    size,
    p50Ms: at(0.5),
    p95Ms: at(0.95),
    p99Ms: at(0.99),
    perSecond: (1000 * sorted.length) / total,
    rssMb: Math.round(process.memoryUsage().rss / 2 ** 20),
  };
}

export function printTable(table: readonly Measured[]): void {
  const heads = ['p50 ms', 'p95 ms', 'p99 ms', 'a second', 'share', 'MB'];
  console.log(`\n${'what'.padEnd(34)}${heads.map((head) => head.padStart(9)).join('')}  size`);
  for (const { name, size, p50Ms, p95Ms, p99Ms, perSecond, share, rssMb } of table) {
    const times = [p50Ms, p95Ms, p99Ms].map((ms) => ms.toFixed(2).padStart(9)).join('');
    const part = share === undefined ? '' : `${(100 * share).toFixed(0)} %`;
    const rest = [perSecond.toFixed(0), part, String(rssMb)].map((cell) => cell.padStart(9)).join('');
    console.log(`${name.padEnd(34)}${times}${rest}  ${size}`);
  }
}

/** A line that is written over while long work goes on, with the time that is left; in a file one line every minute. */
export function showProgress(what: string, total: number): (done: number) => void {
  const begun = performance.now();
  let last = begun;
  return (done) => {
    const now = performance.now();
    const isTerminal = process.stderr.isTTY;
    if (done < total && now - last < (isTerminal ? 500 : 60_000)) return;
    last = now;
    const seconds = (now - begun) / 1000;
    const left = done >= total ? 'done' : `${((seconds / done) * (total - done)).toFixed(0)} s left`;
    const line = `${what}: ${done} of ${total}, ${seconds.toFixed(0)} s, ${left}`;
    process.stderr.write(
      isTerminal && done < total ? `\r\x1b[K${line}` : `${isTerminal ? '\r\x1b[K' : ''}${line}\n`,
    );
  };
}
