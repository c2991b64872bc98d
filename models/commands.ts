/** What the commands of this folder share: arguments that are checked before work begins, errors without a stack. */
import { statSync } from 'node:fs';
import { type ParseArgsConfig, parseArgs } from 'node:util';

type Options = NonNullable<ParseArgsConfig['options']>;

export function parseCommand<O extends Options>(usage: string, options: O) {
  try {
    return parseArgs({ options, strict: true, allowPositionals: false }).values;
  } catch (cause) {
    throw new Error(`${cause instanceof Error ? cause.message : cause}\n${usage}`, { cause });
  }
}

export function parseSeed(given: string): number {
  if (!/^\d{1,9}$/.test(given)) throw new Error(`--seed ${given}: give a whole number from 0 to 999999999`);
  return Number(given);
}

/** Refuses before the work, not after it. */
export function requireFolder(folder: string, argument: string): void {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new Error(`${argument}: there is no folder ${folder}; make it first`);
  }
}

/** Runs a command; a refusal is one message on stderr and exit code 1. */
export async function runCommand(command: () => void | Promise<void>): Promise<void> {
  try {
    await command();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
