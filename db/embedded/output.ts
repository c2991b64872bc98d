import type { ChildProcess } from 'node:child_process';

/** Keeps the last lines that a program wrote, for the message when it fails. */
export function outputOf(child: ChildProcess): () => string {
  let text = '';
  const keep = (chunk: Buffer | string) => {
    text = (text + chunk).slice(-4000);
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  child.once('error', (error) => keep(error.message));
  return () => text.trim();
}

/** The exit code, null after a signal or when the program could not be started at all. */
export function endOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => {
    child.once('error', () => resolve(null)).once('close', resolve);
  });
}
