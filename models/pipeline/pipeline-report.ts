/** The pipeline's table as text, and as the rows that `--json` writes. */
import { type Estimate, estimateMean } from '../../lib/math/statistics.ts';
import { BASIS, LICENCE_DIAL, type Listed, type PipelineResult } from './evaluate-pipeline.ts';
import {
  ACCURACY,
  BEYOND,
  coverageOf,
  differenceBetween,
  gini,
  LOOKED_AT,
  type SlateMetric,
} from './slate-metrics.ts';

const SHOWN_ACCURACY = ['ndcg@10', 'recall@20', 'ndcg@60', 'hr@10'] as const;

/** One table a segment: accuracy and what is beyond it, with 95 % intervals over people, and the distance to the graph alone. */
export function formatPipeline({ data, protocol, policyHash, segments }: PipelineResult): string {
  const lines = [`${data}; ${protocol}`, `policy ${policyHash}`];
  for (const [told, listed] of segments) {
    const people = [...listed.values()][0]!.milliseconds.length;
    if (people === 0) continue;
    lines.push(
      '',
      `known ${told} (${people} people)`,
      header(SHOWN_ACCURACY, ['between people', 'ms mean', 'p95']),
    );
    for (const [name, one] of listed) {
      const cells = SHOWN_ACCURACY.map((metric) => show(estimateMean(one.metrics[metric])));
      lines.push(row(name, [...cells, number(between(one)), ...timesOf(one)]));
    }
    lines.push('', header(BEYOND, ['coverage', 'Gini']));
    for (const [name, one] of listed) {
      const cells = BEYOND.map((metric) => show(estimateMean(one.metrics[metric])));
      lines.push(row(name, [...cells, number(coverageOf(one.counts)), number(gini(one.counts))]));
    }
    lines.push('', ...differences(listed), ...licenceTrades(listed));
  }
  return lines.join('\n');
}

function header(metrics: readonly string[], more: readonly string[]): string {
  const cells = ['', ...metrics, ...more];
  return `| ${cells.join(' | ')} |\n|${cells.map(() => '---|').join('')}`;
}

function row(name: string, cells: readonly string[]): string {
  return `| ${[name, ...cells].join(' | ')} |`;
}

/** The pipeline against every other, person by person. */
function differences(listed: ReadonlyMap<string, Listed>): string[] {
  const basis = listed.get(BASIS)!;
  return [...listed].flatMap(([name, one]) => {
    if (name === BASIS) return [];
    const cells = SHOWN_ACCURACY.map(
      (metric) => `${metric} ${show(estimateMean(lost(basis, one, metric)), true)}`,
    );
    return [`${BASIS} − ${name}: ${cells.join('  ')}`];
  });
}

/** What turning the dial loses in relevance for each unit of licence cost that it saves a title. */
function licenceTrades(listed: ReadonlyMap<string, Listed>): string[] {
  const basis = listed.get(BASIS)!;
  return [...listed].flatMap(([name, one]) => {
    if (!name.startsWith(LICENCE_DIAL)) return [];
    const saved = estimateMean(lost(basis, one, 'licence'));
    const each = (metric: SlateMetric) =>
      `${metric} ${number(estimateMean(lost(basis, one, metric)).value / saved.value)}`;
    return [
      `${name}: saves ${show(saved)} a title; lost for each unit saved: ${each('ndcg@60')}, ${each('recall@20')}`,
    ];
  });
}

/** Basis − other, person by person. */
function lost(basis: Listed, other: Listed, metric: SlateMetric): number[] {
  return basis.metrics[metric].map((value, person) => value - other.metrics[metric][person]!);
}

function between({ counts, milliseconds }: Listed): number {
  return differenceBetween(counts, milliseconds.length, LOOKED_AT);
}

function timesOf({ milliseconds }: Listed): string[] {
  const sorted = [...milliseconds].sort((a, b) => a - b);
  const slow = sorted[Math.floor(sorted.length * 0.95)] ?? 0;
  return [estimateMean(sorted).value.toFixed(1), slow.toFixed(1)];
}

export function show({ value, low, high }: Estimate, sign = false): string {
  return `${sign && value >= 0 ? '+' : ''}${number(value)} [${number(low)}, ${number(high)}]`;
}

export function number(value: number): string {
  const digits = Math.abs(value) >= 10 ? 1 : Math.abs(value) >= 1 ? 2 : 4;
  return value
    .toFixed(digits)
    .replace(/^(-?)0\./, '$1.')
    .replace('-', '−');
}

/** A row a way of listing, as every evaluation writes it. */
export function pipelineRows({ data, protocol, policyHash, segments }: PipelineResult) {
  const names = [...segments.get('all')!.keys()];
  return names.map((model) => {
    const tables = Object.fromEntries(
      [...segments].flatMap(([told, listed]) => {
        const own = listed.get(model);
        return own ? [[told === 'all' ? 'all' : `known ${told}`, tableOf(own)]] : [];
      }),
    );
    const { milliseconds } = segments.get('all')!.get(model)!;
    return {
      model,
      data,
      config: { protocol, people: milliseconds.length, policyHash },
      metrics: tables.all!,
      segments: tables,
      msPerUser: estimateMean(milliseconds).value,
    };
  });
}

function tableOf(listed: Listed): Record<string, Estimate> {
  const exact = (value: number): Estimate => ({ value, low: value, high: value });
  return {
    ...Object.fromEntries(
      [...ACCURACY, ...BEYOND].map((metric) => [metric, estimateMean(listed.metrics[metric])]),
    ),
    [`coverage@${LOOKED_AT}`]: exact(coverageOf(listed.counts)),
    [`gini@${LOOKED_AT}`]: exact(gini(listed.counts)),
    [`between@${LOOKED_AT}`]: exact(between(listed)),
  };
}
