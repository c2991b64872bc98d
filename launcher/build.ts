import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { compressFiles } from './compressed-files.ts';

const FOLDERS = ['app', 'components', 'lib', 'db'];
const FILES = [
  'next.config.js',
  'postcss.config.mjs',
  'tsconfig.json',
  'instrumentation.ts',
  'proxy.ts',
  'package-lock.json',
];
const STAMP = '.next/matinee-sources';

/** Whether there is no build, or one of other sources than those that lie here. */
export function needsBuild(): boolean {
  if (!existsSync('.next/BUILD_ID') || !existsSync(STAMP)) return true;
  return readFileSync(STAMP, 'utf8') !== hashOfSources();
}

export async function buildPages(signal: AbortSignal): Promise<void> {
  rmSync(STAMP, { force: true });
  const sources = hashOfSources();
  await runNextBuild(signal);
  await compressFiles('.next/static');
  writeFileSync(STAMP, sources);
}

function hashOfSources(): string {
  const files = FOLDERS.flatMap(filesIn).filter(
    (file) => /\.(tsx?|m?js|css|svg)$/.test(file) && !file.includes('.test.'),
  );
  const hash = createHash('sha256');
  for (const file of [...files, ...FILES].filter((name) => existsSync(name)))
    hash.update(file).update(readFileSync(file));
  return hash.digest('hex');
}

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names.map((name) => path.join(folder, name)).sort();
}

function runNextBuild(signal: AbortSignal): Promise<void> {
  const child = spawn(process.execPath, ['node_modules/next/dist/bin/next', 'build'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_ENV: 'production', NODE_OPTIONS: '' },
    signal,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output = (output + chunk).slice(-20_000);
    });
  }
  return new Promise((resolve, reject) => {
    child.once('error', () => undefined);
    child.once('close', (code) => (code === 0 ? resolve() : reject(new Error(explainBuildError(output)))));
  });
}

function explainBuildError(output: string): string {
  if (/ENOSPC|No space left/i.test(output))
    return 'The disk is full: the build needs about 300 MB. Free some space.';
  return `The build failed:\n${output.trim()}`;
}
