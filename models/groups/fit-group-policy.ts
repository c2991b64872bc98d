/** Chooses what a deck is dealt with, on the people who chose the slate's policy; nobody of them is tested. */
import { mean } from '../../lib/math/statistics.ts';
import type { GroupRule } from '../../lib/recommender/group/rules.ts';
import { defaultGroupPolicy, type GroupPolicy } from '../../lib/recommender/policy.ts';
import type { Dataset } from '../dataset.ts';
import { type PipelineOptions, POLICY_FOLDS } from '../pipeline/evaluate-pipeline.ts';
import { groupsOf, measureAll } from './evaluate-groups.ts';
import { GROUP_METRICS, NIGHTS } from './group-metrics.ts';
import { byRule } from './ways.ts';

type Trial = {
  readonly rule: GroupRule;
  readonly of: keyof GroupPolicy;
  /** One, unless it is about several. */
  readonly nights?: number;
  readonly policies: readonly GroupPolicy[];
};

const vary = <Name extends keyof GroupPolicy>(
  name: Name,
  values: readonly GroupPolicy[Name][],
): GroupPolicy[] => values.map((value) => ({ ...defaultGroupPolicy, [name]: value }));

/** One number after the other, by the rule that it matters to most. */
const TRIALS: readonly Trial[] = [
  { rule: 'average', of: 'sharpness', policies: vary('sharpness', [1, 4, 8, 16, 32]) },
  { rule: 'proportional', of: 'sharpness', policies: vary('sharpness', [4, 8, 16, 32]) },
  { rule: 'average-without-misery', of: 'misery', policies: vary('misery', [0.2, 0.35, 0.5, 0.65]) },
  { rule: 'greedy-fairness', of: 'fairnessDepth', policies: vary('fairnessDepth', [20, 40, 80, 160]) },
  { rule: 'average', of: 'perFranchise', policies: vary('perFranchise', [1, 2, 20]) },
  { rule: 'average', of: 'perMaker', policies: vary('perMaker', [1, 2, 20]) },
  { rule: 'average', of: 'variety', nights: NIGHTS, policies: vary('variety', [0, 0.25, 0.5, 1, 2]) },
  {
    rule: 'proportional',
    of: 'past',
    nights: NIGHTS,
    policies: [0.5, 0.7, 0.9].flatMap((fade) =>
      [0.1, 0.2, 0.4].map((double) => ({ ...defaultGroupPolicy, past: { fade, double } })),
    ),
  },
];

/** Groups of each kind and size in a fold: it is a choice among few numbers. */
const GROUPS = 8;

export async function fitGroupPolicy(dataset: Dataset, options: PipelineOptions): Promise<string> {
  const { people, groups } = await groupsOf(
    dataset,
    { ...options, folds: POLICY_FOLDS, groups: GROUPS },
    defaultGroupPolicy,
  );
  const lines = [
    `${dataset.name}: ${groups.length} groups of ${people} people, who are not tested`,
    `| ${['', ...GROUP_METRICS].join(' | ')} |`,
    `|---${GROUP_METRICS.map(() => '|---').join('')}|`,
  ];
  for (const { rule, of, nights = 1, policies } of TRIALS)
    for (const policy of policies) {
      const { measured } = measureAll(groups, new Map([[rule, byRule(rule, policy)]]), policy, nights);
      const value = JSON.stringify(policy[of]);
      const cells = GROUP_METRICS.map((metric) => mean(measured.get(rule)![metric]).toFixed(4));
      lines.push(`| ${[`${rule}, ${of} ${value}`, ...cells].join(' | ')} |`);
    }
  return lines.join('\n');
}
