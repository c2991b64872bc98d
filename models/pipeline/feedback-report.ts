/** The feedback loop as text: every round, then the last rounds of all seeds with their intervals. */
import { type Estimate, mean, standardDeviation } from '../../lib/math/statistics.ts';
import type { Panel } from '../evaluation/chart.ts';
import { ARMS, type Arm, type FeedbackResult, type Round } from './feedback-loop.ts';
import { number, show } from './pipeline-report.ts';

const MEASURES: readonly (keyof Round)[] = [
  'exposureGini',
  'clickGini',
  'coverage',
  'coverageSoFar',
  'accuracy',
  'clicksEach',
  'between',
];
/** The end is the mean of so many rounds. */
const END = 10;
/** Student's t at 97.5 % with 1, 2, 3 … degrees of freedom: a handful of seeds is no crowd. */
const STUDENT = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262] as const;

export function formatFeedback({ size, rounds }: FeedbackResult): string {
  const { people, titles, retrainEvery, slate, seeds } = size;
  return [
    `${people} people, ${titles} titles, ${size.rounds} rounds with a slate of ${slate} each; the graph model learns anew every ` +
      `${retrainEvery} rounds; seeds ${seeds.join(', ')}; values by round are means over seeds`,
    ...ARMS.flatMap((arm) => ['', arm, ...roundLines(rounds[arm])]),
    ...tableLines(rounds, size.rounds, 'all rounds'),
    ...tableLines(rounds, END, `the last ${END} rounds`),
  ].join('\n');
}

function tableLines(rounds: FeedbackResult['rounds'], last: number, title: string): string[] {
  return [
    '',
    `${title}, mean with 95 % interval over seeds (Student's t)`,
    `| | ${[...ARMS, `${ARMS[0]} − ${ARMS[1]}, same seed`].join(' | ')} |`,
    '|---|---|---|---|',
    ...endTable(rounds, last).map(
      ({ measure, arms, difference }) =>
        `| ${measure} | ${ARMS.map((arm) => show(arms[arm])).join(' | ')} | ${show(difference, true)} |`,
    ),
  ];
}

function roundLines(bySeed: readonly (readonly Round[])[]): string[] {
  const header = `${'round'.padEnd(6)}${MEASURES.map((measure) => measure.padStart(15)).join('')}`;
  const lines = bySeed[0]!.map((_, round) => {
    const cells = MEASURES.map((measure) => number(meanAt(bySeed, round, measure)).padStart(15));
    return `${String(round + 1).padEnd(6)}${cells.join('')}`;
  });
  return [header, ...lines];
}

function meanAt(bySeed: readonly (readonly Round[])[], round: number, measure: keyof Round): number {
  return mean(bySeed.map((rounds) => rounds[round]![measure]));
}

/** Means of the last so many rounds. */
export function endTable(rounds: FeedbackResult['rounds'], last: number) {
  return MEASURES.map((measure) => {
    const ends = Object.fromEntries(
      ARMS.map((arm) => [arm, rounds[arm].map((own) => mean(own.slice(-last).map((one) => one[measure])))]),
    ) as Record<Arm, number[]>;
    const [first, second] = ARMS;
    return {
      measure,
      arms: { [first]: estimateSeeds(ends[first]), [second]: estimateSeeds(ends[second]) } as Record<
        Arm,
        Estimate
      >,
      difference: estimateSeeds(ends[first].map((value, seed) => value - ends[second][seed]!)),
    };
  });
}

/** mean ± t · s / √n */
export function estimateSeeds(values: readonly number[]): Estimate {
  const value = mean(values);
  const t = STUDENT[Math.min(values.length - 2, STUDENT.length - 1)] ?? 0;
  const reach = (t * standardDeviation(values)) / Math.sqrt(Math.max(values.length, 1));
  return { value, low: value - reach, high: value + reach };
}

/** A row an arm: its end, and every round as a mean over seeds. */
export function feedbackRows({ size, rounds }: FeedbackResult) {
  const end = endTable(rounds, END);
  return ARMS.map((arm) => ({
    model: arm,
    data: 'feedback loop',
    config: size,
    metrics: Object.fromEntries(end.map(({ measure, arms }) => [measure, arms[arm]])),
    rounds: Object.fromEntries(
      MEASURES.map((measure) => [
        measure,
        rounds[arm][0]!.map((_, round) => meanAt(rounds[arm], round, measure)),
      ]),
    ),
  }));
}

/** Measures by round, a line an arm. */
export function feedbackPanel(
  rows: readonly { readonly model: string; readonly rounds: Readonly<Record<string, readonly number[]>> }[],
  measure: keyof Round,
  title: string,
): Panel {
  return {
    title,
    xLabel: 'round',
    yLabel: 'mean over seeds',
    logX: false,
    marks: [],
    lines: rows.map(({ model, rounds }) => ({
      label: model,
      points: rounds[measure]!.map((value, round) => [round + 1, value] as const),
    })),
  };
}
