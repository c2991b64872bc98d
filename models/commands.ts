/** What the commands of this folder share: arguments that are checked before work begins, errors without a stack. */
import { statSync } from 'node:fs';
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { type Identity, openCheckpoint } from './checkpoint.ts';

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

/** How training is interrupted and bounded, the same in every command that trains. */
export const TRAINING_OPTIONS = {
  checkpoint: { type: 'string' },
  'checkpoint-every': { type: 'string', default: '50' },
  resume: { type: 'boolean', default: false },
  'memory-mb': { type: 'string', default: '2048' },
} as const;

export const TRAINING_USAGE = '[--checkpoint DIR [--checkpoint-every 50] [--resume]] [--memory-mb 2048]';

type TrainingArguments = {
  readonly checkpoint?: string;
  readonly 'checkpoint-every': string;
  readonly resume: boolean;
};

/** The folder that was asked for, opened for this run; undefined where none was. */
export function openAskedCheckpoint(given: TrainingArguments, identity: Identity) {
  const every = parseCount(given['checkpoint-every'], '--checkpoint-every');
  if (given.checkpoint !== undefined)
    return openCheckpoint({ folder: given.checkpoint, every, resume: given.resume, identity });
  if (given.resume) throw new Error('--resume: name the folder to go on from with --checkpoint DIR');
  return undefined;
}

export function parseCount(given: string, argument: string): number {
  if (!/^[1-9]\d{0,8}$/.test(given)) throw new Error(`${argument} ${given}: give a whole number from 1 on`);
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
