/** What was tried for the policy, and what came of it. */
import { mean } from '../../lib/math/statistics.ts';
import type { FittedPolicy } from './fit-policy.ts';
import type { Judged } from './judge-policy.ts';
import { number, show } from './pipeline-report.ts';

const FLOORS = ['coverage', 'featureVariety', 'vectorVariety', 'between'] as const;

export function formatFittedPolicy({ start, tried, chosen, best, gain }: FittedPolicy): string {
  const told = [...start.accuracy.keys()];
  const cells = ['tried', 'NDCG@20', ...told.map((one) => `known ${one}`), ...FLOORS, ''];
  const people = told.map((one) => `${start.accuracy.get(one)!.length} with ${one}`).join(', ');
  return [
    `people: ${people}`,
    `| ${cells.join(' | ')} |`,
    `|${cells.map(() => '---|').join('')}`,
    line('as it stands', start, []),
    ...tried.map(({ of, value, judged, below }) => line(`${of} ${value}`, judged, below)),
    line('chosen', best, []),
    '',
    `chosen: ${JSON.stringify(chosen)}`,
    ...[...gain].map(([one, estimate]) => `chosen − as it stands, known ${one}: ${show(estimate, true)}`),
  ].join('\n');
}

function line(name: string, { accuracy, quality, floors }: Judged, below: readonly string[]): string {
  const cells = [
    name,
    number(quality),
    ...[...accuracy.values()].map((values) => number(mean(values))),
    ...FLOORS.map((floor) => number(floors[floor])),
    below.length > 0 ? `too low: ${below.join(', ')}` : '',
  ];
  return `| ${cells.join(' | ')} |`;
}
