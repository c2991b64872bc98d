/** Files of a bundle, each checked against what the manifest says; errors name the file and what is wrong with it. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** For every row a list of rows with weights, best first; ids [rows × perRow], −1 where a list ends. */
export type RowLists = { readonly perRow: number; readonly ids: Int32Array; readonly weights: Float32Array };

export function readBytes(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw new Error(`${file}: missing or not readable`, { cause });
  }
}

export function parseJson(bytes: Buffer, file: string): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch (cause) {
    throw new Error(`${file}: not valid JSON`, { cause });
  }
}

export function readChecked(
  folder: string,
  name: string,
  expected: { sha256: string; bytes: number },
): Buffer {
  const file = path.join(folder, name);
  const bytes = readBytes(file);
  if (bytes.length !== expected.bytes) {
    throw new Error(
      `${file}: ${bytes.length} bytes where the manifest says ${expected.bytes}; the bundle is damaged`,
    );
  }
  if (createHash('sha256').update(bytes).digest('hex') !== expected.sha256) {
    throw new Error(`${file}: its sha256 is not the manifest's; the bundle is damaged`);
  }
  return bytes;
}

export function parseFloats(bytes: Buffer, length: number, file: string): Float32Array {
  if (bytes.length !== length * 4)
    throw new Error(`${file}: ${bytes.length} bytes where ${length} numbers need ${length * 4}`);
  const floats = new Float32Array(length);
  for (let index = 0; index < length; index++) {
    const value = bytes.readFloatLE(index * 4);
    if (!Number.isFinite(value)) throw new Error(`${file}: number ${index} is ${value}`);
    floats[index] = value;
  }
  return floats;
}

export function parseLists(bytes: Buffer, rows: number, perRow: number, file: string): RowLists {
  const length = rows * perRow;
  if (bytes.length !== length * 8)
    throw new Error(`${file}: ${bytes.length} bytes where ${length} neighbours need ${length * 8}`);
  const ids = Int32Array.from({ length }, (_, index) => bytes.readInt32LE(index * 4));
  const stray = ids.findIndex((id) => id < -1 || id >= rows);
  if (stray !== -1) throw new Error(`${file}: neighbour ${stray} points at row ${ids[stray]} of ${rows}`);
  return { perRow, ids, weights: parseFloats(bytes.subarray(length * 4), length, file) };
}
