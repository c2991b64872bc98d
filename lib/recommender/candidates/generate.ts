/** All sources side by side, merged: a candidate keeps the name of every source that found it. */
import { rowsByPrior } from '../titles/title-index.ts';
import type { Candidate, Row, Source } from '../types.ts';
import { byChoice } from './by-choice.ts';
import { byGenre } from './by-genre.ts';
import { coWatched } from './co-watched.ts';
import { content } from './content.ts';
import { fresh } from './fresh.ts';
import { friendsWatched } from './friends-watched.ts';
import { nearest } from './nearest.ts';
import { pool } from './pool.ts';
import { popular } from './popular.ts';
import { type CandidateSource, inTurns, type SourceInput } from './source.ts';
import { trending } from './trending.ts';

export type NamedSource = readonly [Source, CandidateSource];

/** The first that found a title is what the slate's log calls its source. */
const allSources: readonly NamedSource[] = [
  ['nearest', nearest],
  ['co-watched', coWatched],
  ['content', content],
  ['friends-watched', friendsWatched],
  ['fresh', fresh],
  ['trending', trending],
  ['by-choice', byChoice],
  ['by-genre', byGenre],
  ['pool', pool],
  ['popular', popular],
];

/** Gives what `work` comes to; rejects once it took longer than `ms`. */
export type TimeLimit = <T>(work: Promise<T>, ms: number) => Promise<T>;

export type Generated = {
  readonly candidates: readonly Candidate[];
  /** Sources that were too slow, or failed. */
  readonly leftOut: readonly Source[];
};

type Found = { readonly name: Source; readonly rows: readonly Row[] | undefined };

export async function generateCandidates(
  input: SourceInput,
  within: TimeLimit,
  sources = allSources,
): Promise<Generated> {
  const found = await Promise.all(sources.map((source) => ask(source, input, within)));
  const missing = found.filter(({ rows }) => rows === undefined);
  return { candidates: mergeFound(found, input), leftOut: missing.map(({ name }) => name) };
}

async function ask([name, source]: NamedSource, input: SourceInput, within: TimeLimit): Promise<Found> {
  const answer = source(input);
  if (!(answer instanceof Promise)) return { name, rows: answer };
  const rows = await within(answer, input.policy.candidates.budgetMs).catch(() => undefined);
  return { name, rows };
}

/**
 * At most `policy.candidates.most`, every source's strongest first; never fewer than the slate needs while allowed
 * titles remain: what the sources leave short is filled with the best known of all that is allowed.
 */
function mergeFound(found: readonly Found[], { request, engine, allowed, policy }: SourceInput): Candidate[] {
  const { most } = policy.candidates;
  const sources = new Map<Row, Source[]>();
  for (const row of inTurns(found.map(({ rows }) => rows ?? [])).slice(0, most)) sources.set(row, []);
  for (const { name, rows } of found) for (const row of rows ?? []) sources.get(row)?.push(name);
  const needed = Math.min(request.limit * 3, most);
  if (sources.size < needed) {
    for (const row of rowsByPrior(engine)) {
      if (sources.size >= needed) break;
      if (allowed.has(row) && !sources.has(row)) sources.set(row, ['popular']);
    }
  }
  return Array.from(sources, ([row, names]) => ({ row, sources: names }));
}
