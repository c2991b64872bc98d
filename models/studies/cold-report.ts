/** The table of the cold titles as text. */
import { type Estimate, estimateMean } from '../../lib/math/statistics.ts';
import type { Metric } from '../evaluation/metrics.ts';
import { COLD_PROTOCOL, type ColdResult } from './cold-titles.ts';

const SHOWN: readonly Metric[] = ['ndcg@10', 'ndcg@100', 'recall@20', 'hr@10'];
const BASELINE = 'content';

/** Every model in every segment with 95 % intervals over people, and its distance to content alone, person by person. */
export function formatColdTitles({ people, chosen }: ColdResult): string {
  const lines = [COLD_PROTOCOL];
  for (const [segment, models] of Object.entries(people)) {
    lines.push('', `${segment} (${models[BASELINE].length} people)`);
    for (const metric of SHOWN) {
      const base = models[BASELINE].map((one) => one[metric]);
      for (const [model, own] of Object.entries(models)) {
        const values = own.map((one) => one[metric]);
        const ahead = estimateMean(values.map((value, person) => value - base[person]!));
        const distance = model === BASELINE ? '' : `   − ${BASELINE} ${show(ahead)}`;
        lines.push(`  ${metric.padEnd(10)} ${model.padEnd(24)} ${show(estimateMean(values))}${distance}`);
      }
    }
  }
  const settings = chosen.map((one) => `  ${JSON.stringify(one)}`);
  return [...lines, '', 'chosen by fold:', ...settings].join('\n');
}

function show({ value, low, high }: Estimate): string {
  return `${value.toFixed(4)} [${low.toFixed(4)}, ${high.toFixed(4)}]`;
}
