/** The result table as text. */
import type { Estimate } from '../lib/math/statistics.ts';
import { type differencesOf, SEGMENTS, type Segment, type TableRow } from './protocol.ts';

const SHOWN = ['ndcg@100', 'ndcg@10', 'recall@20', 'hr@10'];

export function formatTable(
  rows: readonly TableRow[],
  differences: ReturnType<typeof differencesOf>,
): string {
  const width = Math.max(...rows.map(({ model }) => model.length), 12);
  const lines = [
    `${'known'.padEnd(8)} ${'model'.padEnd(width)} ${SHOWN.map((metric) => metric.padEnd(22)).join('')}`,
  ];
  for (const segment of (Object.keys(SEGMENTS) as Segment[]).reverse()) {
    for (const row of rows) {
      const cells = SHOWN.map((metric) => formatEstimate(row.segments[segment][metric]!).padEnd(22)).join('');
      lines.push(`${segment.replace('known ', '').padEnd(8)} ${row.model.padEnd(width)} ${cells}`);
    }
  }
  lines.push(
    '',
    'coverage@20  ' +
      rows.map((row) => `${row.model} ${(row.metrics['coverage@20']!.value * 100).toFixed(1)} %`).join(', '),
  );
  for (const { better, than, segment, metrics } of differences) {
    const cells = SHOWN.map((metric) => `${metric} ${formatEstimate(metrics[metric]!, '+')}`).join('   ');
    lines.push(`${better} − ${than}, ${segment}:  ${cells}`);
  }
  return lines.join('\n');
}

/** `.3641 [.3520, .3762]` */
function formatEstimate({ value, low, high }: Estimate, plus = ''): string {
  const show = (number: number) => number.toFixed(4).replace('0.', '.');
  return `${value >= 0 ? plus : ''}${show(value)} [${show(low)}, ${show(high)}]`;
}
