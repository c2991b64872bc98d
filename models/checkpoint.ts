/** Work that outlives a kill: a folder keeps what is finished or half trained, each file whole and hashed, and takes it up again. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { Dataset } from './dataset.ts';

const FORMAT = 1;
const ENDING = '.checkpoint';
const DRAFT = '.draft';
const HASH_BYTES = 32;

/** What a checkpoint belongs to: data, seed, settings. Only work of the very same identity is taken up. */
export type Identity = Readonly<Record<string, string | number>>;

export type Checkpoint = {
  /** Steps between two states of a training that are kept. */
  readonly every: number;
  /** Work that is done once: what it returned is kept (all that a structured clone takes), its own checkpoints go. */
  stage<T>(name: string, work: (inner: Checkpoint) => T): T;
  /** The place of the next training of this stage; work that is repeated asks in the same order. */
  training<T>(name: string, identity: Identity): { readonly kept: T | undefined; keep(state: T): void };
};

export type CheckpointOptions = {
  readonly folder: string;
  readonly every: number;
  /** Without it, a folder that holds checkpoints is refused. */
  readonly resume: boolean;
  readonly identity: Identity;
};

/** Opens a folder for one run; `finish` removes what is no longer needed. */
export function openCheckpoint({
  folder,
  every,
  resume,
  identity,
}: CheckpointOptions): Checkpoint & { finish(): void } {
  mkdirSync(folder, { recursive: true });
  const run = path.join(folder, `run${ENDING}`);
  if (checkpointsIn(folder, '').length > 0 && !resume) {
    throw new Error(
      `--checkpoint ${folder}: there are checkpoints in it; --resume goes on from them, an empty folder starts over`,
    );
  }
  readKept(run, identity);
  writeKept(run, identity, null);
  return {
    ...checkpointAt(folder, '', every),
    finish: () => {
      for (const file of checkpointsIn(folder, '', [ENDING, DRAFT])) rmSync(file);
    },
  };
}

/** Runs a stage with the checkpoint, or plainly where none was asked for. */
export function runStage<T>(
  checkpoint: Checkpoint | undefined,
  name: string,
  work: (inner?: Checkpoint) => T,
): T {
  return checkpoint ? checkpoint.stage(name, work) : work();
}

/** A folder that `openCheckpoint` has opened, for a process that works in it. */
export function checkpointAt(folder: string, prefix: string, every: number): Checkpoint {
  let trainings = 0;
  return {
    every,
    stage(name, work) {
      const file = path.join(folder, `${prefix}${name}${ENDING}`);
      const kept = readKept<{ readonly result: ReturnType<typeof work> }>(file, { stage: name });
      if (kept) return kept.result;
      const inner = `${prefix}${name}.`;
      const result = work(checkpointAt(folder, inner, every));
      writeKept(file, { stage: name }, { result });
      for (const finished of checkpointsIn(folder, inner)) if (finished !== file) rmSync(finished);
      return result;
    },
    training(name, identity) {
      const file = path.join(folder, `${prefix}${++trainings}-${name}${ENDING}`);
      return { kept: readKept(file, identity), keep: (state) => writeKept(file, identity, state) };
    },
  };
}

/** What training on these data depends on, in one hash: people, likes, order, titles and their features. */
export function fingerprintOf({ people, ratings, sequences = [], items }: Dataset): string {
  const hash = createHash('sha256');
  for (const part of [people, ratings.offsets, ratings.indices, ratings.values, ...sequences])
    hash.update(new Uint8Array(part.buffer, part.byteOffset, part.byteLength));
  return hash.update(JSON.stringify(items)).digest('hex');
}

function checkpointsIn(folder: string, prefix: string, endings = [ENDING]): string[] {
  return readdirSync(folder)
    .filter((name) => name.startsWith(prefix) && endings.some((ending) => name.endsWith(ending)))
    .map((name) => path.join(folder, name));
}

/** A draft is written and renamed, so that a kill leaves the old file or the new one, never a piece. */
function writeKept(file: string, identity: Identity, state: unknown): void {
  const content = serialize({ identity: { format: FORMAT, ...identity }, state });
  const draft = `${file}.${process.pid}${DRAFT}`;
  writeFileSync(draft, Buffer.concat([hashOf(content), content]), { flush: true });
  renameSync(draft, file);
}

/** → what the file keeps, undefined when there is no such file. */
function readKept<T>(file: string, identity: Identity): T | undefined {
  if (!existsSync(file)) return undefined;
  const bytes = readFileSync(file);
  const content = bytes.subarray(HASH_BYTES);
  if (!hashOf(content).equals(bytes.subarray(0, HASH_BYTES)))
    throw new Error(`${file}: its hash is not that of its content; it is damaged, delete it`);
  const kept = deserialize(content) as { readonly identity: Identity; readonly state: T };
  refuseOther(file, kept.identity, { format: FORMAT, ...identity });
  return kept.state;
}

function refuseOther(file: string, was: Identity, now: Identity): void {
  const differing = Object.keys({ ...was, ...now }).filter((key) => was[key] !== now[key]);
  if (differing.length === 0) return;
  const said = differing.map((key) => `${key} was ${shown(was[key])} and is ${shown(now[key])}`);
  throw new Error(
    `${file}: this checkpoint is of another run: ${said.join(', ')}; go on as it was begun, or start over in an empty folder`,
  );
}

function shown(value: string | number | undefined): string {
  return value === undefined ? 'not given' : String(value).replace(/^([0-9a-f]{12})[0-9a-f]{52}$/, '$1…');
}

function hashOf(content: Uint8Array): Buffer {
  return createHash('sha256').update(content).digest();
}
