import { expect, it } from 'vitest';
import { popularity } from '../baselines/popularity.ts';
import { readDataset } from '../layouts/read-dataset.ts';
import { folderOf } from '../testing/folder.ts';
import { evaluateGivenSplit } from './given-split.ts';
import { rowOf } from './protocol.ts';

const dataset = readDataset(
  `social:${folderOf({
    'train_set.txt': 'user,item\n0,0\n1,0\n1,1\n2,1\n2,2\n3,1\n3,3\n',
    'test_set.txt': 'user,item\n0,1\n0,2\n1,2\n',
    'trust.txt': 'user,friend\n0,1\n',
  })}`,
);

it('ranks without the training items and divides recall by all targets', () => {
  const row = rowOf(evaluateGivenSplit(dataset, popularity, 1), dataset);
  expect(row.people.all).toBe(2);
  expect(row.metrics['recall@10']!.value).toBe(1);
  const person0 = (1 + (1 / Math.log2(3) + 1 / Math.log2(4)) / 2) / (1 + 1 / Math.log2(3));
  const person1 = (1 + 1 / Math.log2(3)) / 2;
  expect(row.metrics['ndcg@10']!.value).toBeCloseTo((person0 + person1) / 2, 4);
  expect(row.metrics['coverage@20']!.value).toBe(0.75);
});

it('keeps the test part away from the model', () => {
  const spy = {
    ...popularity,
    fit: (...given: Parameters<typeof popularity.fit>) => {
      expect(given[0].test).toBeUndefined();
      return popularity.fit(...given);
    },
  };
  evaluateGivenSplit(dataset, spy, 1);
});
