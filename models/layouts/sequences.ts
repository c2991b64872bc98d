/** `sequences:DIR`: one person's items in order a line (train-input.txt), and the next item of some of them. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Case, Dataset } from '../dataset.ts';
import { describe, numberIds } from './interactions.ts';
import { eachLine, parseIds, readText } from './lines.ts';

const NEEDS =
  'a sequences folder needs train-input.txt, and test-output.txt or val-output.txt with the next items';

/**
 * Line k of `test-output.txt` (or `val-output.txt`) is the next item after line k of `test-input.txt` (or
 * `val-input.txt`); without such an input file, after line k of `train-input.txt`.
 */
export function readSequences(folder: string): Dataset {
  const part = existsSync(path.join(folder, 'test-output.txt')) ? 'test' : 'val';
  const inputFile = path.join(folder, `${part}-input.txt`);
  const trainFile = path.join(folder, 'train-input.txt');
  const files = [
    trainFile,
    existsSync(inputFile) ? inputFile : trainFile,
    path.join(folder, `${part}-output.txt`),
  ];
  const texts = files.map((file) => readText(file, NEEDS));
  const parsed = files.map((file, index) => parseSequences(texts[index]!, file));
  const items = numberIds(parsed.flatMap((lines) => lines.map((line) => line.ids)));
  const [sequences, inputs, outputs] = parsed.map((lines) =>
    lines.map(({ ids, place }) => ({ columns: Int32Array.from(ids, (id) => items.get(id)!), place })),
  );
  return {
    ...describe(
      folder,
      texts,
      new Map(sequences!.map((_, row) => [row, row])),
      items,
      sequences!.map(({ columns }) => Int32Array.from(new Set(columns))),
    ),
    sequences: sequences!.map(({ columns }) => columns),
    cut: 'next',
    test: nextItems(inputs!, outputs!, files as [string, string, string]),
  };
}

type Sequence = { readonly columns: Int32Array; readonly place: string };

function parseSequences(text: string, file: string): { ids: number[]; place: string }[] {
  return Array.from(eachLine(text, file), (line) => ({
    ids: parseIds(line, /\s+/, 'a whole number as in "item item …"'),
    place: line[1],
  }));
}

function nextItems(
  inputs: readonly Sequence[],
  outputs: readonly Sequence[],
  files: [string, string, string],
): Case[] {
  if (inputs.length !== outputs.length) {
    throw new Error(
      `${files[2]}:${Math.min(inputs.length, outputs.length) + 1}: ${outputs.length} lines where ${files[1]} has ${inputs.length}; line k is the next item of line k`,
    );
  }
  return outputs.map(({ columns, place }, index) => {
    if (columns.length !== 1)
      throw new Error(`${place}: ${columns.length} items where one next item belongs`);
    return { person: index, known: inputs[index]!.columns, targets: columns };
  });
}
