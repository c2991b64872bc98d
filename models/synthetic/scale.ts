/** npm run scale: fits the streamed filter to a made-up world of any size and compares it with what could be known. */
import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Estimate } from '../../lib/math/statistics.ts';
import { parseCommand, parseCount, parseSeed, requireFolder, runCommand } from '../commands.ts';
import { showProgress } from '../progress.ts';
import type { RowStream } from '../streamed/row-stream.ts';
import type { StreamedFilter } from '../streamed/streamed-filter.ts';
import { fitStreamedFilter, streamedBytes } from '../streamed/streamed-tuning.ts';
import { type Comparison, compare } from './compare.ts';
import { createWorld } from './world.ts';

const LEAST_LENGTH = 5;

const USAGE =
  'usage: npm run scale -- [--people 10000] [--titles 5000] [--interactions 1000000] [--held-out 2000] [--seed 1] [--threads N] [--checkpoint FILE [--resume]] [--json FILE]';

export type ScaleResult = Comparison & {
  readonly people: number;
  readonly titles: number;
  readonly interactions: number;
  readonly generateSeconds: number;
  /** Wall clock, without generating. */
  readonly fitSeconds: number;
  /** Of all threads, generating included. */
  readonly cpuSeconds: number;
  readonly peakRssMb: number;
  readonly chosen: StreamedFilter['hyperParameters'];
};

if (import.meta.filename === process.argv[1]) runCommand(scale);

function scale(): void {
  const options = parseCommand(USAGE, {
    people: { type: 'string', default: '10000' },
    titles: { type: 'string', default: '5000' },
    interactions: { type: 'string', default: '1000000' },
    'held-out': { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    threads: { type: 'string' },
    checkpoint: { type: 'string' },
    resume: { type: 'boolean', default: false },
    json: { type: 'string' },
  });
  const people = parseAtLeast('people', options.people, 100);
  const titles = parseAtLeast('titles', options.titles, 100);
  const interactions = parseAtLeast('interactions', options.interactions, people * LEAST_LENGTH);
  const heldOut = parseCount(options['held-out'], '--held-out');
  const threads = options.threads === undefined ? undefined : parseCount(options.threads, '--threads');
  for (const [name, file] of Object.entries({ json: options.json, checkpoint: options.checkpoint })) {
    if (file !== undefined) requireFolder(path.dirname(path.resolve(file)), `--${name} ${file}`);
  }
  if (options.checkpoint !== undefined) checkCheckpoint(options.checkpoint, options.resume);
  process.stderr.write(`the fit needs ${(streamedBytes(titles) / 2 ** 20).toFixed(0)} MB\n`);
  const size = { people, titles, meanLength: interactions / people, heldOut };
  const result = measureScale(size, parseSeed(options.seed), {
    ...(threads !== undefined && { threads }),
    ...(options.checkpoint !== undefined && { checkpoint: { file: options.checkpoint } }),
  });
  process.stdout.write(`${formatResult(result)}\n`);
  if (options.checkpoint !== undefined) rmSync(options.checkpoint, { force: true });
  if (options.json === undefined) return;
  writeFileSync(`${options.json}.draft`, `${JSON.stringify([result], null, 2)}\n`);
  renameSync(`${options.json}.draft`, options.json);
}

function parseAtLeast(name: string, given: string, least: number): number {
  const count = parseCount(given, `--${name}`);
  if (count < least) throw new Error(`--${name} ${given}: ${least} are the least`);
  return count;
}

function checkCheckpoint(file: string, resume: boolean): void {
  if (existsSync(file) && !resume) {
    throw new Error(`--checkpoint ${file} is there already: go on from it with --resume, or delete it`);
  }
}

export type WorldSize = {
  readonly people: number;
  readonly titles: number;
  readonly meanLength: number;
  /** People after those of the stream, to compare on. */
  readonly heldOut: number;
};

export function measureScale(
  { people, titles, meanLength, heldOut }: WorldSize,
  seed: number,
  options: Omit<Parameters<typeof fitStreamedFilter>[1], 'seed'>,
): ScaleResult {
  const world = createWorld(titles, meanLength, seed);
  const generating = timed(world.stream(people));
  const started = { wall: performance.now(), cpu: cpuSeconds() };
  const progress = showProgress(`fit ${people} people × ${titles} titles`);
  const filter = fitStreamedFilter(generating.stream, { seed, ...options }, progress);
  progress.finish();
  const wall = (performance.now() - started.wall) / 1000;
  const cpu = cpuSeconds() - started.cpu;
  const compared = compare(world, filter, people, heldOut, seed);
  return {
    people,
    titles,
    interactions: filter.counted.interactions,
    generateSeconds: generating.seconds(),
    fitSeconds: wall - generating.seconds(),
    cpuSeconds: cpu,
    peakRssMb: process.resourceUsage().maxRSS / 1024,
    ...compared,
    chosen: filter.hyperParameters,
  };
}

/** The same stream, and how long was spent in it. */
function timed(stream: RowStream): { stream: RowStream; seconds(): number } {
  let spent = 0;
  return {
    seconds: () => spent / 1000,
    stream: {
      ...stream,
      *rows(from) {
        const rows = stream.rows(from)[Symbol.iterator]();
        for (;;) {
          const before = performance.now();
          const { value, done } = rows.next();
          spent += performance.now() - before;
          if (done) return;
          yield value;
        }
      },
    },
  };
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

export function formatResult(result: ScaleResult): string {
  const { people, titles, interactions, generateSeconds, fitSeconds, cpuSeconds: cpu, peakRssMb } = result;
  const cost = [people, titles, interactions, generateSeconds, fitSeconds, cpu, peakRssMb].map((value) =>
    value.toFixed(0),
  );
  const lines = [
    '| People | Titles | Interactions | Generate s | Fit s | CPU s | Peak RSS MB | ms a person |',
    '|---|---|---|---|---|---|---|---|',
    `| ${[...cost, result.msPerUser.toFixed(1)].join(' | ')} |`,
    '',
    '| | Recall@20 | NDCG@20 |',
    '|---|---|---|',
    ...Object.entries(result.metrics).map(
      ([name, metric]) => `| ${name} | ${estimate(metric['recall@20'])} | ${estimate(metric['ndcg@20'])} |`,
    ),
    '',
    `chosen: ${Object.entries(result.chosen)
      .map(([name, value]) => `${name} ${value}`)
      .join(', ')}`,
  ];
  return lines.join('\n');
}

function estimate({ value, low, high }: Estimate): string {
  return `${value.toFixed(4)} [${low.toFixed(4)}, ${high.toFixed(4)}]`;
}
