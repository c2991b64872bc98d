/** Half a pass over a stream on disk: whole or not at all, and only ever used for the stream it came from. */
import { closeSync, existsSync, fsyncSync, openSync, readSync, renameSync, writeSync } from 'node:fs';

const MAGIC = 0x4d434f31;

export type PassState = {
  readonly titles: number;
  readonly people: number;
  readonly height: number;
  /** Only what is on or above the diagonal, while the pass runs. */
  readonly gram: Float32Array;
  readonly likes: Float64Array;
  interactions: number;
  readonly setAside: Int32Array[];
  /** People read. */
  done: number;
};

/** Written as a draft and renamed. Layout: header, likes, rows set aside with their lengths, the gram's upper rows. */
export function savePass(file: string, state: PassState): void {
  const draft = `${file}.draft`;
  const handle = openSync(draft, 'w');
  try {
    const { titles, people, interactions, setAside, done } = state;
    writeAll(handle, Float64Array.of(MAGIC, titles, people, interactions, setAside.length, done));
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
    const header = new Float64Array(6);
    readAll(handle, header, file);
    const [magic, titles, people, interactions, aside, done] = header as unknown as number[];
    if (magic !== MAGIC) throw new Error(`${file} is no checkpoint of a pass; give another file`);
    if (titles !== state.titles || people !== state.people) {
      throw new Error(
        `${file} belongs to ${people} people and ${titles} titles, not to ${state.people} and ${state.titles}; delete it or give another file`,
      );
    }
    readAll(handle, state.likes, file);
    for (let index = 0; index < aside!; index++) {
      const length = new Int32Array(1);
      readAll(handle, length, file);
      const row = new Int32Array(length[0]!);
      readAll(handle, row, file);
      state.setAside.push(row);
    }
    for (let title = 0; title < titles; title++) readAll(handle, upperRow(state, title), file);
    state.interactions = interactions!;
    state.done = done!;
  } finally {
    closeSync(handle);
  }
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
