/**
 * `npm run check` (quick) and `npm test` (all): every check in order, its output as it comes, and in the last line
 * the sum. Linter, types and build count as one check each, tests one by one.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

type Counts = { readonly passed: number; readonly failed: number };
type Check = { readonly name: string; readonly run: () => Promise<Counts> };

const reports = mkdtempSync(path.join(os.tmpdir(), 'matinee-check-'));
const bin = (name: string) => path.join('node_modules/.bin', name);

const quick: readonly Check[] = [
  { name: 'Format and lint', run: () => tool(bin('biome'), ['check', '.']) },
  { name: 'Types', run: () => tool(bin('tsc'), ['--noEmit']) },
  { name: 'Unit and contract tests', run: runVitest },
];
const full: readonly Check[] = [
  ...quick,
  { name: 'Build', run: () => tool(process.execPath, ['--import', 'tsx', 'launcher/build-command.ts']) },
  { name: 'End-to-end tests', run: runPlaywright },
];

process.chdir(import.meta.dirname);
const results: (Counts & { readonly name: string; readonly seconds: number })[] = [];
for (const { name, run } of process.argv[2] === 'quick' ? quick : full) {
  console.log(`\n── ${name}`);
  const begun = performance.now();
  const counts = await run();
  results.push({ name, ...counts, seconds: (performance.now() - begun) / 1000 });
}
rmSync(reports, { recursive: true, force: true });

console.log('');
for (const { name, passed, failed, seconds } of results) {
  console.log(
    `${failed === 0 ? '✓' : '✗'} ${name}: ${passed} passed, ${failed} failed (${seconds.toFixed(1)} s)`,
  );
}
const sum = (key: keyof Counts) => results.reduce((total, result) => total + result[key], 0);
process.exitCode = sum('failed') === 0 ? 0 : 1;
console.log(`${sum('passed')} passed, ${sum('failed')} failed`);

async function tool(command: string, args: readonly string[]): Promise<Counts> {
  return (await runs(command, args)) ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

async function runVitest(): Promise<Counts> {
  const file = path.join(reports, 'unit.json');
  const ok = await runs(bin('vitest'), [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]);
  return counted(ok, file, (report) => {
    const { numPassedTests, numFailedTests, testResults } = report as VitestReport;
    const broken = testResults.filter(
      (suite) => suite.status === 'failed' && suite.assertionResults.length === 0,
    );
    return { passed: numPassedTests, failed: numFailedTests + broken.length };
  });
}

async function runPlaywright(): Promise<Counts> {
  const file = path.join(reports, 'e2e.json');
  const ok = await runs(bin('playwright'), ['test', '--config', 'e2e/playwright.config.ts'], {
    E2E_REPORT: file,
  });
  return counted(ok, file, (report) => {
    const { stats, errors } = report as PlaywrightReport;
    return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length };
  });
}

type VitestReport = {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[];
};
type PlaywrightReport = {
  readonly stats: { readonly expected: number; readonly unexpected: number; readonly flaky: number };
  readonly errors: readonly unknown[];
};

/** A run that failed counts as a failure even where its report tells of none, or where there is no report. */
function counted(ok: boolean, file: string, read: (report: unknown) => Counts): Counts {
  try {
    const { passed, failed } = read(JSON.parse(readFileSync(file, 'utf8')));
    return { passed, failed: ok ? failed : Math.max(1, failed) };
  } catch {
    return { passed: 0, failed: 1 };
  }
}

function runs(
  command: string,
  args: readonly string[],
  settings: Record<string, string> = {},
): Promise<boolean> {
  const child = spawn(command, args, { stdio: 'inherit', env: { ...process.env, ...settings } });
  return new Promise((resolve) => {
    child.once('error', (error) => {
      console.error(error.message);
      resolve(false);
    });
    child.once('exit', (code) => resolve(code === 0));
  });
}
