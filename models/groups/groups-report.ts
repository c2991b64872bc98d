/** The table of the groups as text, and as the rows that `--json` writes. */
import type { Estimate } from '../../lib/math/statistics.ts';
import { bootstrapMean } from './bootstrap.ts';
import type { GroupsResult } from './evaluate-groups.ts';
import { GROUP_METRICS, type GroupMetric, MEANING, NIGHTS } from './group-metrics.ts';
import { KINDS, SIZES } from './scored-groups.ts';
import { DECK } from './ways.ts';

const BASIS = 'average';

const protocolOf = ({ data, people, kinds }: GroupsResult) =>
  `${data}: ${kinds.length} groups of ${SIZES[0]} to ${SIZES.at(-1)} of ${people} held-out people, as many of each size, a third each of people ` +
  'who are alike, drawn at random and unlike; the bundle that scores them knows nobody in them. Everybody stands at the moment of their ' +
  'first target, the earliest 80 % of their likes and what else they had rated are known; nothing that anybody there has seen is dealt; ' +
  `targets are each member's later likes. A deck of ${DECK}. Mean over groups with 95 % bootstrap interval over groups`;

export function formatGroups(result: GroupsResult): string {
  return [
    protocolOf(result),
    ...GROUP_METRICS.map((metric) => `${metric}: ${MEANING[metric]}`),
    '',
    'all groups',
    ...table(result, GROUP_METRICS, (values) => show(bootstrapMean(values))),
    '',
    `less ${BASIS}, group by group`,
    ...table(result, GROUP_METRICS, (values, metric) => {
      const basis = result.measured.get(BASIS)![metric];
      return show(bootstrapMean(values.map((value, group) => value - basis[group]!)), true);
    }),
    ...segmentsOf(result).flatMap(([name, of]) => [
      '',
      name,
      ...table(result, SHORT, (values) => show(bootstrapMean(values.filter((_, group) => of(group))))),
    ]),
  ].join('\n');
}

const SHORT = ['ndcg mean', 'ndcg least', 'nights mean', 'nights least'] as const;

function segmentsOf({ kinds, sizes }: GroupsResult): [string, (group: number) => boolean][] {
  return [
    ...KINDS.map((kind): [string, (group: number) => boolean] => [kind, (group) => kinds[group] === kind]),
    ...SIZES.map((size): [string, (group: number) => boolean] => [
      `of ${size}`,
      (group) => sizes[group] === size,
    ]),
  ];
}

function table(
  { measured }: GroupsResult,
  metrics: readonly GroupMetric[],
  cell: (values: readonly number[], metric: GroupMetric) => string,
): string[] {
  const rows = Array.from(measured, ([name, values]) => {
    const cells = metrics.map((metric) => cell(values[metric], metric));
    return `| ${[name, ...cells].join(' | ')} |`;
  });
  return [`| ${['', ...metrics].join(' | ')} |`, `|---${metrics.map(() => '|---').join('')}|`, ...rows];
}

/** One row a way of dealing. */
export function groupRows(result: GroupsResult): object[] {
  const segments = segmentsOf(result);
  return Array.from(result.measured, ([model, values]) => {
    const estimates = (of: (group: number) => boolean) =>
      Object.fromEntries(
        GROUP_METRICS.map((metric) => [
          metric,
          bootstrapMean(values[metric].filter((_, group) => of(group))),
        ]),
      );
    return {
      model,
      data: result.data,
      config: { groups: result.kinds.length, people: result.people, deck: DECK, nights: NIGHTS },
      metrics: estimates(() => true),
      segments: Object.fromEntries(segments.map(([name, of]) => [name, estimates(of)])),
    };
  });
}

function show({ value, low, high }: Estimate, signed = false): string {
  const number = (one: number) => one.toFixed(4).replace('0.', '.').replace('-', '−');
  return `${signed && value >= 0 ? '+' : ''}${number(value)} [${number(low)}, ${number(high)}]`;
}
