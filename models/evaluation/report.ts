/** The result table as text. */
import type { Estimate } from '../../lib/math/statistics.ts';
import type { differencesOf, MetricTable, TableRow } from './protocol.ts';

const WIDE = ['recall@10', 'recall@20', 'recall@50', 'ndcg@10', 'ndcg@20', 'ndcg@100', 'hr@10'];
const NARROW = ['recall@10', 'recall@20', 'ndcg@10', 'ndcg@20', 'ndcg@100', 'hr@10'];

/** What a model cost, and what its first fit settled on. */
export type Cost = {
  readonly fitSeconds: number;
  readonly fitCpuSeconds: number;
  readonly peakRssMb: number;
  readonly msPerUser: number;
  readonly chosen: readonly Readonly<Record<string, number | string>>[];
};

/** All people with intervals and what each model costs; then the segments; then the first model against the others. */
export function formatTable(
  rows: readonly TableRow[],
  differences: ReturnType<typeof differencesOf>,
  costs?: readonly Cost[],
): string {
  const width = Math.max(...rows.map(({ model }) => model.length), 12);
  const lines = [headline('model', width, WIDE, 24)];
  for (const { model, metrics } of rows)
    lines.push(tableLine(model, width, metrics, WIDE, formatEstimate, 24));
  lines.push('', ...rows.map((row, index) => costLine(row, width, costs?.[index])));
  const segments = Object.keys(rows[0]!.segments).filter((segment) => segment !== 'all');
  for (const segment of segments) {
    const people = rows[0]!.people[segment] ?? 0;
    if (people === 0) continue;
    lines.push('', headline(`${segment} (${people} people)`, width + 16, NARROW, 10));
    for (const { model, segments: own } of rows) {
      lines.push(tableLine(model, width + 16, own[segment]!, NARROW, ({ value }) => showNumber(value), 10));
    }
  }
  if (differences.length > 0) lines.push('');
  for (const { better, than, segment, metrics } of differences) {
    if (segment !== 'all' && !segment.startsWith('known')) continue;
    const cells = ['recall@20', 'ndcg@10', 'ndcg@100'].map(
      (metric) => `${metric} ${formatEstimate(metrics[metric]!, '+')}`,
    );
    lines.push(`${better} − ${than}, ${segment}:  ${cells.join('   ')}`);
  }
  return lines.join('\n');
}

function headline(first: string, width: number, metrics: readonly string[], cell: number): string {
  return `${first.padEnd(width)} ${metrics.map((metric) => metric.padEnd(cell)).join('')}`.trimEnd();
}

function tableLine(
  first: string,
  width: number,
  table: MetricTable,
  metrics: readonly string[],
  show: (estimate: Estimate) => string,
  cell: number,
): string {
  return `${first.padEnd(width)} ${metrics.map((metric) => show(table[metric]!).padEnd(cell)).join('')}`.trimEnd();
}

function costLine({ model, metrics }: TableRow, width: number, cost: Cost | undefined): string {
  const coverage = `coverage@20 ${(metrics['coverage@20']!.value * 100).toFixed(1)} %`;
  if (!cost) return `${model.padEnd(width)} ${coverage}`;
  const { fitSeconds, fitCpuSeconds, msPerUser, peakRssMb, chosen } = cost;
  const settings = Object.entries(chosen[0]!).map(([name, value]) => `${name} ${value}`);
  return [
    `${model.padEnd(width)} ${coverage}`,
    `fit ${fitSeconds.toFixed(1)} s (processor ${fitCpuSeconds.toFixed(1)} s)`,
    `${msPerUser.toFixed(2)} ms per person`,
    `peak ${peakRssMb.toFixed(0)} MB`,
    settings.length === 0 ? 'nothing to choose' : `chose ${settings.join(', ')}`,
  ].join('; ');
}

/** `.3641 [.3520, .3762]` */
function formatEstimate({ value, low, high }: Estimate, plus: string | number = ''): string {
  return `${plus === '+' && value >= 0 ? plus : ''}${showNumber(value)} [${showNumber(low)}, ${showNumber(high)}]`;
}

function showNumber(value: number): string {
  return value.toFixed(4).replace('0.', '.');
}
