import { describe, expect, it } from 'vitest';
import { folderOf } from '../testing/folder.ts';
import { readDataset } from './read-dataset.ts';

const read = (layout: string, files: Readonly<Record<string, string>>) =>
  readDataset(`${layout}:${folderOf(files)}`);
const rowsOf = ({ ratings }: ReturnType<typeof readDataset>) =>
  Array.from({ length: ratings.rows }, (_, row) =>
    Array.from(ratings.indices.subarray(ratings.offsets[row], ratings.offsets[row + 1])),
  );

describe('lightgcn', () => {
  const train = '0 2 0\n1 1\n';
  const test = '0 1 3\n';

  it('reads users, items and the given test part', () => {
    const dataset = read('lightgcn', { 'train.txt': train, 'test.txt': `${test}1\n` });
    expect(rowsOf(dataset)).toEqual([[0, 2], [1]]);
    expect(dataset.items).toHaveLength(4);
    expect(dataset.test).toEqual([{ person: 0, known: Int32Array.of(2, 0), targets: Int32Array.of(1, 3) }]);
  });

  it('does not ask for what a person already has', () => {
    const dataset = read('lightgcn', { 'train.txt': train, 'test.txt': '0 2 3\n' });
    expect(Array.from(dataset.test![0]!.targets)).toEqual([3]);
  });

  it.each([
    ['0 1\n1 x\n', test, 'train.txt:2: "x" in "1 x" is not a whole number'],
    ['0 1\n1 NaN\n', test, 'train.txt:2: "NaN" in'],
    ['0 1\n1 -4\n', test, 'train.txt:2: "-4" in'],
    ['0 1\n1 2.5\n', test, 'train.txt:2: "2.5" in'],
    ['0 1\n0 2\n', test, 'train.txt:2: user 0 has a line already'],
    ['0 1\n1 99999999\n', test, 'train.txt:2: item 99999999 is out of range'],
    ['0 1\n99999999 1\n', test, 'train.txt:2: user 99999999 is out of range'],
    ['', test, 'train.txt:1: nothing to read'],
    [train, '\n', 'test.txt:1: nothing to read'],
    [train, '0 1\n2 1\n', 'test.txt:2: user 2 has no training items'],
    [train, '0 2\n', 'no targets that are not in the training file'],
  ])('refuses %j with test %j', (trainText, testText, message) => {
    expect(() => read('lightgcn', { 'train.txt': trainText, 'test.txt': testText })).toThrow(message);
  });

  it('names a file that is missing', () => {
    expect(() => read('lightgcn', { 'train.txt': train })).toThrow(
      /test\.txt: cannot be read; a lightgcn folder/,
    );
  });
});

describe('social', () => {
  const files = {
    'train_set.txt': 'user,item\n0,1\n1,0\n1,2\n2,2\n',
    'test_set.txt': 'user,item\n0,2\n',
    'trust.txt': 'user,friend\n0,1\n0,2\n1,1\n',
  };

  it('reads who is whose friend and what friends like', () => {
    const dataset = read('social', files);
    expect(rowsOf(dataset)).toEqual([[1], [0, 2], [2]]);
    expect(Array.from(dataset.friends!.offsets)).toEqual([0, 2, 2, 2]);
    expect(dataset.test).toEqual([
      {
        person: 0,
        known: Int32Array.of(1),
        targets: Int32Array.of(2),
        friends: [Int32Array.of(0, 2), Int32Array.of(2)],
      },
    ]);
  });

  it.each([
    ['train_set.txt', '0,1\n', 'train_set.txt:1: the header must be user,item'],
    ['train_set.txt', 'user,item\n', 'train_set.txt:1: nothing to read below the header'],
    ['train_set.txt', 'user,item\n0,1,2\n', 'train_set.txt:2: "0,1,2" has 3 fields where two belong'],
    ['train_set.txt', 'user,item\n0,NaN\n', 'train_set.txt:2: "NaN" in "0,NaN" is not'],
    ['test_set.txt', 'user,item\n5,1\n', 'test_set.txt:2: user 5 has no training items'],
    ['trust.txt', 'user,friend\n0,400\n', 'trust.txt:2: user 400 is out of range'],
    ['trust.txt', 'user,friend\n0,\n', 'trust.txt:2: "" in "0," is not'],
  ])('refuses a bad %s: %j', (name, text, message) => {
    expect(() => read('social', { ...files, [name]: text })).toThrow(message);
  });
});

describe('sequences', () => {
  it('keeps the order and takes the next items after the inputs that go with them', () => {
    const dataset = read('sequences', {
      'train-input.txt': '3 1 2 1\n2 3\n',
      'val-input.txt': '2 3 1\n',
      'val-output.txt': '2\n',
    });
    expect(dataset.sequences!.map((sequence) => Array.from(sequence))).toEqual([
      [3, 1, 2, 1],
      [2, 3],
    ]);
    expect(rowsOf(dataset)).toEqual([
      [1, 2, 3],
      [2, 3],
    ]);
    expect(dataset.test).toEqual([{ person: 0, known: Int32Array.of(2, 3, 1), targets: Int32Array.of(2) }]);
  });

  it('takes the training lines when there is no input file, and the test part when there is one', () => {
    const dataset = read('sequences', {
      'train-input.txt': '3 1\n2 3\n',
      'test-output.txt': '2\n1\n',
      'val-output.txt': '9\n9\n',
    });
    expect(dataset.test!.map(({ known, targets }) => [Array.from(known), Array.from(targets)])).toEqual([
      [[3, 1], [2]],
      [[2, 3], [1]],
    ]);
  });

  it.each([
    ['1 2\n1 ?\n', '1\n2\n', 'train-input.txt:2: "?" in "1 ?" is not a whole number'],
    ['1 2\n2 1\n', '1\n', 'val-output.txt:2: 1 lines where'],
    ['1 2\n2 1\n', '1\n1 2\n', 'val-output.txt:2: 2 items where one next item belongs'],
    ['1 2\n2 1\n', '', 'val-output.txt:1: nothing to read'],
    ['1 2\n2 1\n', '1\n5000\n', 'val-output.txt:2: item 5000 is out of range'],
  ])('refuses %j with next items %j', (train, next, message) => {
    expect(() => read('sequences', { 'train-input.txt': train, 'val-output.txt': next })).toThrow(message);
  });
});

describe('filmtrust', () => {
  const ratings = Array.from({ length: 10 }, (_, item) => `1 ${item} 3.5\n2 ${item} 4\n`).join('');

  it('hides a fifth of what each person rated, always the same fifth', () => {
    const dataset = read('filmtrust', { 'ratings.txt': ratings, 'trust.txt': '1 2 1\n' });
    expect(dataset.test!.map(({ known, targets }) => [known.length, targets.length])).toEqual([
      [8, 2],
      [8, 2],
    ]);
    expect(dataset.test![0]!.friends).toEqual([dataset.test![1]!.known]);
    expect(read('filmtrust', { 'ratings.txt': ratings, 'trust.txt': '1 2 1\n' }).test).toEqual(dataset.test);
  });

  it.each([
    ['1 1 NaN\n', '1 2 1\n', 'ratings.txt:1: "1 1 NaN" is not "user item stars" in numbers'],
    ['1 1 9\n', '1 2 1\n', 'ratings.txt:1: a rating of 9 is outside 0.5 to 5'],
    [ratings, '1 2\n', 'trust.txt:1: "1 2" has 2 fields where three belong'],
  ])('refuses %j with trust %j', (text, trust, message) => {
    expect(() => read('filmtrust', { 'ratings.txt': text, 'trust.txt': trust })).toThrow(message);
  });
});
