/** Half a pass over a stream on disk: whole or not at all, and only ever used for the stream it came from. */
import { closeSync, existsSync, fsyncSync, openSync, readSync, renameSync, writeSync } from 'node:fs';

export type PassState = {
  /** Of the stream. */
  readonly identity: string;
  readonly titles: number;
  readonly height: number;
  /** Only what is on or above the diagonal, while the pass runs. */
  readonly gram: Float32Array;
  readonly likes: Float64Array;
  interactions: number;
  readonly setAside: Int32Array[];
  /** People read. */
  done: number;
};

/** Written as a draft and renamed. Layout: identity, header, likes, rows set aside with their lengths, the gram's upper rows. */
export function savePass(file: string, state: PassState): void {
  const draft = `${file}.draft`;
  const handle = openSync(draft, 'w');
  try {
    const { identity, titles, interactions, setAside, done } = state;
    writeAll(handle, identityLine(identity));
    writeAll(handle, Float64Array.of(interactions, setAside.length, done));
    writeAll(handle, state.likes);
    for (const row of setAside) writeAll(handle, Int32Array.of(row.length, ...row));
    for (let title = 0; title < titles; title++) writeAll(handle, upperRow(state, title));
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(draft, file);
}

/** Fills the state in place; without a file nothing changes. Throws when the file belongs to another stream or is cut off. */
export function restorePass(file: string, state: PassState): void {
  if (!existsSync(file)) return;
  const handle = openSync(file, 'r');
  try {
    const expected = identityLine(state.identity);
    const found = Buffer.alloc(expected.length);
    readAll(handle, found, file);
    if (!found.equals(expected)) {
      throw new Error(`${file} is not half a pass over: ${state.identity}; delete it or give another file`);
    }
    const header = new Float64Array(3);
    readAll(handle, header, file);
    const [interactions, aside, done] = header;
    readAll(handle, state.likes, file);
    for (let index = 0; index < aside!; index++) {
      const length = new Int32Array(1);
      readAll(handle, length, file);
      const row = new Int32Array(length[0]!);
      readAll(handle, row, file);
      state.setAside.push(row);
    }
    for (let title = 0; title < state.titles; title++) readAll(handle, upperRow(state, title), file);
    state.interactions = interactions!;
    state.done = done!;
  } finally {
    closeSync(handle);
  }
}

function identityLine(identity: string): Buffer {
  return Buffer.from(`${identity}\n`);
}

function upperRow({ gram, height, titles }: PassState, title: number): Float32Array {
  return gram.subarray(title * height + title, title * height + titles);
}

function writeAll(handle: number, view: NodeJS.ArrayBufferView): void {
  for (let written = 0; written < view.byteLength; ) {
    written += writeSync(handle, view, written, view.byteLength - written);
  }
}

function readAll(handle: number, view: NodeJS.ArrayBufferView, file: string): void {
  for (let read = 0; read < view.byteLength; ) {
    const count = readSync(handle, view, read, view.byteLength - read, null);
    if (count === 0) throw new Error(`${file} ends too early; delete it and begin again`);
    read += count;
  }
}
