import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderOf } from './testing/folder.ts';

const PATIENCE = 60_000;

const run = (...args: string[]) =>
  spawnSync('node', ['--import', 'tsx', path.join(import.meta.dirname, 'evaluate.ts'), ...args], {
    encoding: 'utf8',
  });

const files = {
  'train.txt': Array.from(
    { length: 20 },
    (_, user) => `${user} ${user % 2} ${2 + (user % 2)} ${4 + (user % 4)}\n`,
  ).join(''),
  'test.txt': '0 6\n1 7\n',
};

describe('npm run evaluate', { timeout: PATIENCE }, () => {
  it('writes the rows that other tools read, and leaves out with a reason what cannot learn from the data', () => {
    const folder = folderOf(files);
    const json = path.join(folder, 'table.json');
    const { status, stdout, stderr } = run(
      '--data',
      `lightgcn:${folder}`,
      '--model',
      'popularity,content',
      '--json',
      json,
    );
    expect(stderr).toContain('left out: content: nothing is known of these titles but who liked them');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^popularity +1\.0000 \[1\.0000, 1\.0000\] /m);
    const rows = JSON.parse(readFileSync(json, 'utf8'));
    expect(rows).toHaveLength(1);
    const estimate = { value: expect.any(Number), low: expect.any(Number), high: expect.any(Number) };
    expect(rows[0]).toMatchObject({
      model: 'popularity',
      data: path.basename(folder),
      config: expect.any(Object),
      metrics: { 'recall@20': estimate, 'ndcg@20': estimate, 'hr@10': estimate, 'coverage@20': estimate },
      segments: { all: { 'recall@20': estimate } },
      fitSeconds: expect.any(Number),
      peakRssMb: expect.any(Number),
      msPerUser: expect.any(Number),
    });
    expect(existsSync(`${json}.draft`)).toBe(false);
  });

  it('refuses bad input with one message and writes nothing', () => {
    const folder = folderOf({ ...files, 'test.txt': '0 6\n1 NaN\n' });
    const json = path.join(folder, 'table.json');
    const { status, stderr } = run('--data', `lightgcn:${folder}`, '--json', json);
    expect(status).toBe(1);
    expect(stderr).toBe(
      `${folder}/test.txt:2: "NaN" in "1 NaN" is not a whole number as in "user item item …"\n`,
    );
    expect(existsSync(json)).toBe(false);
  });
});
