/**
 * `npm run bench`: how fast Matinee is on this machine, as p50, p95 and p99 with every stage's share of the whole.
 *   shipped    the shipped bundle and catalogue, and the real server
 *   large      20,000 made-up titles and 1,000,000 people: pipeline, serving with the database, HTTP under load
 *   together   50 nights voting at once, each in four browsers that follow it: a vote's answer, and its arrival at the others
 *   retrieval  the 500 nearest of 3,000,000 titles, with recall, time and memory of building the graph
 */
import { writeFileSync } from 'node:fs';
import os from 'node:os';
import { parseArgs } from 'node:util';
import { benchLarge } from './bench/large.ts';
import { type Measured, printTable } from './bench/report.ts';
import { benchRetrieval } from './bench/retrieval.ts';
import { benchShipped } from './bench/shipped.ts';
import { benchTogether } from './bench/together.ts';
import { provideEnv } from './lib/env.ts';

const { values } = parseArgs({
  options: {
    part: { type: 'string', default: 'shipped,together,large,retrieval' },
    json: { type: 'string' },
    /** A folder for the large database, filled once and used again. */
    keep: { type: 'string' },
    titles: { type: 'string', default: '20000' },
    people: { type: 'string', default: '1000000' },
    'retrieval-titles': { type: 'string', default: '3000000' },
    dimensions: { type: 'string', default: '64' },
  },
});

const parts: Readonly<Record<string, () => Promise<Measured[]>>> = {
  shipped: benchShipped,
  large: () => benchLarge(countOf('titles'), countOf('people'), values.keep),
  together: benchTogether,
  retrieval: () => benchRetrieval(countOf('retrieval-titles'), countOf('dimensions')),
};

provideEnv({ LOG_LEVEL: 'silent' });
const names = values.part.split(',');
const unknown = names.find((name) => !Object.hasOwn(parts, name));
if (unknown !== undefined) throw new Error(`--part ${unknown}: choose from ${Object.keys(parts).join(', ')}`);
const load = () => os.loadavg()[0]!.toFixed(1);
console.log(
  `Matinee bench · Node ${process.versions.node} · ${os.cpus().length} × ${os.cpus()[0]?.model} · ${process.platform} · load ${load()}`,
);
const rows: Measured[] = [];
for (const name of names) {
  const found = await parts[name]!();
  console.log(`\n${name} (load ${load()})`);
  printTable(found);
  rows.push(...found);
  if (values.json) writeFileSync(values.json, `${JSON.stringify(rows, null, 2)}\n`);
}

function countOf(name: 'titles' | 'people' | 'retrieval-titles' | 'dimensions'): number {
  const count = Number(values[name]);
  if (!Number.isInteger(count) || count < 1)
    throw new Error(`--${name} ${values[name]}: give a whole number`);
  return count;
}
