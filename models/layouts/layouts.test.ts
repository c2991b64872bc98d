import { describe, expect, it } from 'vitest';
import { folderOf } from '../testing/folder.ts';
import { readDataset } from './read-dataset.ts';

const read = (layout: string, files: Readonly<Record<string, string>>) =>
  readDataset(`${layout}:${folderOf(files)}`);
type Dataset = ReturnType<typeof readDataset>;
const idsOf = ({ items }: Dataset, columns: Int32Array) =>
  Array.from(columns, (column) => items[column]!.movieId);
const rowsOf = (dataset: Dataset) =>
  Array.from({ length: dataset.ratings.rows }, (_, row) => {
    const { indices, offsets } = dataset.ratings;
    return idsOf(dataset, indices.subarray(offsets[row], offsets[row + 1]));
  });
const casesOf = (dataset: Dataset) =>
  dataset.test!.map(({ person, known, targets }) => ({
    user: dataset.people[person],
    known: idsOf(dataset, known),
    targets: idsOf(dataset, targets),
  }));

describe('lightgcn', () => {
  const train = '0 2 0\n1 1\n';
  const test = '0 1 3\n';

  it('reads users, items and the given test part', () => {
    const dataset = read('lightgcn', { 'train.txt': train, 'test.txt': `${test}1\n` });
    expect(rowsOf(dataset)).toEqual([[0, 2], [1]]);
    expect(dataset.items).toHaveLength(4);
    expect(dataset.test).toEqual([{ person: 0, known: Int32Array.of(2, 0), targets: Int32Array.of(1, 3) }]);
  });

  it('closes gaps between ids and keeps people without items and items nobody has', () => {
    const dataset = read('lightgcn', {
      'train.txt': '7 900000\n3\n2000000000 5 900000 5\n\n',
      'test.txt': '7 5 77 5\r\n\r\n',
    });
    expect(Array.from(dataset.people)).toEqual([3, 7, 2000000000]);
    expect(rowsOf(dataset)).toEqual([[], [900000], [5, 900000]]);
    expect(dataset.items.map(({ movieId }) => movieId)).toEqual([5, 77, 900000]);
    expect(casesOf(dataset)).toEqual([{ user: 7, known: [900000], targets: [5, 77] }]);
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
    ['0 1\n1 2147483648\n', test, 'train.txt:2: id 2147483648 is out of range'],
    ['0 1\n99999999999999999999 1\n', test, 'train.txt:2: id 99999999999999999999 is out of range'],
    ['\n\n \n', test, 'train.txt:1: nothing to read'],
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

  it('takes friends who have nothing, pairs said twice, and blank lines and Windows line ends', () => {
    const twice = {
      ...files,
      'train_set.txt': `${files['train_set.txt']}0,1\n\n\n`,
      'trust.txt': 'user,friend\r\n0,90\r\n0,1\r\n0,1\r\n',
    };
    const dataset = read('social', twice);
    expect(rowsOf(dataset)).toEqual([[1], [0, 2], [2], []]);
    expect(Array.from(dataset.friends!.indices)).toEqual([1, 3]);
    expect(dataset.test![0]!.friends).toEqual([Int32Array.of(0, 2)]);
  });

  it.each([
    ['train_set.txt', '0,1\n', 'train_set.txt:1: the header must be user,item'],
    ['train_set.txt', 'user,item\n', 'train_set.txt:1: nothing to read below the header'],
    ['train_set.txt', 'user,item\n0,1,2\n', 'train_set.txt:2: "0,1,2" has 3 fields where two belong'],
    ['train_set.txt', 'user,item\n0,NaN\n', 'train_set.txt:2: "NaN" in "0,NaN" is not'],
    ['test_set.txt', 'user,item\n5,1\n', 'test_set.txt:2: user 5 has no training items'],
    ['trust.txt', 'user,friend\n0,-4\n', 'trust.txt:2: "-4" in "0,-4" is not'],
    ['trust.txt', 'user,friend\n0,1.5\n', 'trust.txt:2: "1.5" in "0,1.5" is not'],
    ['trust.txt', 'user,friend\n0,4000000000\n', 'trust.txt:2: id 4000000000 is out of range'],
    ['train_set.txt', '', 'train_set.txt:1: the header must be user,item'],
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
    expect(dataset.sequences!.map((sequence) => idsOf(dataset, sequence))).toEqual([
      [3, 1, 2, 1],
      [2, 3],
    ]);
    expect(rowsOf(dataset)).toEqual([
      [1, 2, 3],
      [2, 3],
    ]);
    expect(casesOf(dataset)).toEqual([{ user: 0, known: [2, 3, 1], targets: [2] }]);
  });

  it('takes the training lines when there is no input file, and the test part when there is one', () => {
    const dataset = read('sequences', {
      'train-input.txt': '3 1\r\n2 3\r\n',
      'test-output.txt': '2\n1\n\n',
      'val-output.txt': '9\n9\n',
    });
    expect(casesOf(dataset)).toEqual([
      { user: 0, known: [3, 1], targets: [2] },
      { user: 1, known: [2, 3], targets: [1] },
    ]);
  });

  it.each([
    ['1 2\n1 ?\n', '1\n2\n', 'train-input.txt:2: "?" in "1 ?" is not a whole number'],
    ['1 2\n2 1\n', '1\n', 'val-output.txt:2: 1 lines where'],
    ['1 2\n2 1\n', '1\n1 2\n', 'val-output.txt:2: 2 items where one next item belongs'],
    ['1 2\n2 1\n', '', 'val-output.txt:1: nothing to read'],
    ['1 2\n2 -1\n', '1\n2\n', 'train-input.txt:2: "-1" in "2 -1" is not'],
    ['1 2\n2 1\n', '1\n9999999999\n', 'val-output.txt:2: id 9999999999 is out of range'],
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
    ['1 -1 3\n', '1 2 1\n', 'ratings.txt:1: "1 -1 3" is not "user item stars" in numbers'],
    ['1 4294967296 3\n', '1 2 1\n', 'ratings.txt:1: id 4294967296 is out of range'],
    ['', '1 2 1\n', 'ratings.txt:1: nothing to read'],
    [ratings, '1 2 NaN\n', 'trust.txt:1: "NaN" in "1 2 NaN" is not'],
    [ratings, '1 2\n', 'trust.txt:1: "1 2" has 2 fields where three belong'],
  ])('refuses %j with trust %j', (text, trust, message) => {
    expect(() => read('filmtrust', { 'ratings.txt': text, 'trust.txt': trust })).toThrow(message);
  });
});

describe('a split by time', () => {
  const movies = `movieId,title,genres\n${Array.from({ length: 12 }, (_, id) => `${id},Film ${id} (2000),Drama\n`).join('')}`;
  const files = {
    'movies.csv': movies,
    // Eight ratings before moment 9, two after it.
    'ratings.csv': `userId,movieId,rating,timestamp\n${[
      '1,1,5,1',
      '1,2,2,2',
      '2,1,5,3',
      '2,3,5,4',
      '2,4,5,5',
      '3,5,5,6',
      '3,6,5,7',
      '3,7,5,8',
      '1,8,5,9',
      '3,9,1,10',
    ].join('\n')}\n`,
  };
  const byTime = (given: Readonly<Record<string, string>>) =>
    readDataset(`movielens:${folderOf(given)}`, 'time');

  it('learns from what came before the moment and asks for what was liked after it', () => {
    const dataset = byTime(files);
    expect(rowsOf(dataset)).toEqual([
      [1, 2],
      [1, 3, 4],
      [5, 6, 7],
    ]);
    expect(casesOf(dataset)).toEqual([{ user: 1, known: [1], targets: [8] }]);
    expect(idsOf(dataset, dataset.test![0]!.seen!)).toEqual([1, 2]);
    expect(dataset.sequences!.map((columns) => idsOf(dataset, columns))).toEqual([[1], [1, 3, 4], [5, 6, 7]]);
  });

  it('knows no tags, which may have been written later', () => {
    const tagged = byTime({ ...files, 'tags.csv': 'userId,movieId,tag,timestamp\n1,1,heist,99\n' });
    expect(tagged.items[1]).toMatchObject({ movieId: 1, features: [{ name: 'genre:Drama' }] });
  });

  it('folds in who came later with the first of their likes, of which training knows nothing', () => {
    const later = Array.from({ length: 5 }, (_, place) => `9,${place},4,${20 + place}\n`).join('');
    const earlier = Array.from({ length: 12 }, (_, place) => `8,${place},4,0\n`).join('');
    const dataset = byTime({ ...files, 'ratings.csv': `${files['ratings.csv']}${earlier}${later}` });
    expect(rowsOf(dataset).at(dataset.people.indexOf(9))).toEqual([]);
    expect(casesOf(dataset)).toContainEqual({ user: 9, known: [0, 1, 2, 3], targets: [4] });
  });

  it('refuses times that leave nothing to find, and layouts that bring a split', () => {
    const same = files['ratings.csv'].replace(/,\d+$/gm, ',5');
    expect(() => byTime({ ...files, 'ratings.csv': same })).toThrow(/ratings\.csv: its times leave nothing/);
    expect(() => readDataset('lightgcn:/x', 'time')).toThrow('only movielens is split by time');
  });
});
