/** A line on stderr that says how far a long step is and when it will be done. */
import type { Progress } from './model.ts';

/** Silent for the first two seconds; then one line that is written over, or one every ten seconds into a file. */
export function showProgress(label: string): Progress & { finish(): void } {
  const started = performance.now();
  let last = started;
  const pause = process.stderr.isTTY ? 200 : 10_000;
  const report = (done: number) => {
    const now = performance.now();
    if (now - started < 2000 || now - last < pause) return;
    last = now;
    const left = done > 0 ? `, about ${readableTime(((now - started) * (1 - done)) / done)} left` : '';
    write(`${label}: ${Math.round(done * 100)} %${left}`);
  };
  return Object.assign(report, {
    finish: () => {
      const elapsed = performance.now() - started;
      if (elapsed >= 2000) write(`${label}: done in ${readableTime(elapsed)}`, '\n');
    },
  });
}

function write(line: string, end = ''): void {
  process.stderr.write(process.stderr.isTTY ? `\r\u001b[K${line}${end}` : `${line}\n`);
}

function readableTime(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
