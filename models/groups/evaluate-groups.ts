/** Whether groups are served: every rule on ephemeral groups of held-out people, over one night and over ten. */
import { defaultGroupPolicy, type GroupPolicy } from '../../lib/recommender/policy.ts';
import { type Dataset, splitPeople, takePeople } from '../dataset.ts';
import { catalogueOf } from '../pipeline/catalogue.ts';
import { FOLDS, type PipelineOptions, testedFolds } from '../pipeline/evaluate-pipeline.ts';
import { engineOf } from '../pipeline/fold-engine.ts';
import { viewersOf } from '../pipeline/viewers.ts';
import { showProgress } from '../progress.ts';
import { GROUP_METRICS, type GroupMetric, measureGroup } from './group-metrics.ts';
import { drawGroups, type GroupKind, readPeople, type ScoredGroup, scoreGroup } from './scored-groups.ts';
import { type Way, waysOf } from './ways.ts';

/** Groups of each kind and size in a fold. */
const GROUPS = 8;

/** By way of dealing, then by metric: a value a group, in the same order everywhere. */
export type Measured = ReadonlyMap<string, Readonly<Record<GroupMetric, readonly number[]>>>;

export type GroupsResult = {
  readonly data: string;
  readonly people: number;
  readonly kinds: readonly GroupKind[];
  readonly sizes: readonly number[];
  readonly measured: Measured;
};

/** `groups`: of each kind and size in a fold. */
export type GroupsOptions = PipelineOptions & { readonly groups?: number };

export async function evaluateGroups(
  dataset: Dataset,
  options: GroupsOptions,
  ways: ReadonlyMap<string, Way> = waysOf(),
  policy: GroupPolicy = defaultGroupPolicy,
): Promise<GroupsResult> {
  const { people, groups } = await groupsOf(dataset, options, policy);
  return { data: dataset.name, people, ...measureAll(groups, ways, policy) };
}

export function measureAll(
  groups: readonly ScoredGroup[],
  ways: ReadonlyMap<string, Way>,
  policy: GroupPolicy,
  nights?: number,
): Pick<GroupsResult, 'kinds' | 'sizes' | 'measured'> {
  const measured = Array.from(ways, ([name, way]): [string, Record<GroupMetric, number[]>] => {
    const values = groups.map((group) => measureGroup(group, way, policy, nights));
    const each = GROUP_METRICS.map((metric) => [metric, values.map((one) => one[metric])] as const);
    return [name, Object.fromEntries(each) as Record<GroupMetric, number[]>];
  });
  return {
    kinds: groups.map(({ kind }) => kind),
    sizes: groups.map(({ targets }) => targets.length),
    measured: new Map(measured),
  };
}

/** All groups of the folds, scored by a bundle that knows nobody in them. */
export async function groupsOf(
  dataset: Dataset,
  { seed, stock = 'described', bundles, folds = testedFolds(), groups: count = GROUPS }: GroupsOptions,
  policy: GroupPolicy,
): Promise<{ readonly people: number; readonly groups: readonly ScoredGroup[] }> {
  const catalogue = catalogueOf(dataset.items, stock);
  const columns = new Set(catalogue.map(({ id }) => id - 1));
  const splits = splitPeople(dataset.people.length, FOLDS, seed);
  const progress = showProgress('score the groups');
  const groups: ScoredGroup[] = [];
  let found = 0;
  for (const [place, fold] of folds.entries()) {
    const { training, heldOut } = splits[fold]!;
    const report = (done: number) => progress((place + done) / folds.length);
    const engine = await engineOf(takePeople(dataset, training), catalogue, seed, bundles, (done) =>
      report(done * 0.3),
    );
    const known = takePeople(dataset, heldOut);
    const viewers = viewersOf(known, columns);
    const people = await readPeople(viewers, laterOf(known, viewers, columns), engine, seed);
    const drawn = drawGroups(people, count, seed * 1_000_003 + fold);
    found += people.length;
    for (const [index, one] of drawn.entries()) {
      groups.push(await scoreGroup(one, engine, policy, (seed * FOLDS + fold) * 10_007 + index));
      report(0.3 + (0.7 * (index + 1)) / drawn.length);
    }
    await engine.close();
  }
  progress.finish();
  return { people: found, groups };
}

/** By person the columns that they rated from their moment on, whatever the stars. */
function laterOf(
  { people, diaries }: Dataset,
  viewers: ReturnType<typeof viewersOf>,
  stock: ReadonlySet<number>,
): Map<number, number[]> {
  const moments = new Map(viewers.map(({ person, now }) => [person, now]));
  return new Map(
    Array.from(people).flatMap((person, row): [number, number[]][] => {
      const now = moments.get(person);
      if (now === undefined) return [];
      const { columns, moments: at } = diaries![row]!;
      return [
        [
          person,
          Array.from(columns).filter((column, place) => at[place]! * 1000 >= now && stock.has(column)),
        ],
      ];
    }),
  );
}
