/** Why a title may be something for one member, from the evidence that made their score. */
import type { GroupPolicy } from '../policy.ts';
import { explainSlate } from '../reasons/explanations.ts';
import { fits as isAbout } from '../taste/choices.ts';
import type { Evidence, Facet, Row, TitleFacts, TitleId } from '../types.ts';
import type { ScoredMember } from './score-members.ts';

export type GroupReason =
  | { readonly kind: 'like'; readonly titleName: string }
  | { readonly kind: 'person'; readonly name: string }
  | { readonly kind: 'about'; readonly keyword: string; readonly genre: string | null }
  | { readonly kind: 'choice'; readonly facet: Facet; readonly value: string };

type Shared = Evidence & { readonly share: number };
type OfTitle = Extract<Shared, { kind: 'title' }> & { readonly facts: TitleFacts };
type OfChoice = Extract<Shared, { kind: 'choice' }>;

/** A single title is the reason from this share of all that their own titles brought … */
const ONE_FROM = 0.2;
/** … and else what titles with so much of it have in common. */
const COMMON_FROM = 0.5;
/** Of titles that brought so much of what the strongest did, the one is named that speaks for this title more than for the rest of the deck. */
const NEARLY = 0.5;

/** One for each of `rows`, whose fits for this member are given; null where nothing of theirs spoke for it. */
export function reasonsFor(
  fits: readonly number[],
  rows: readonly Row[],
  { input }: ScoredMember,
  { reasonFrom, reasonShare }: Pick<GroupPolicy, 'reasonFrom' | 'reasonShare'>,
): (GroupReason | null)[] {
  const placed = rows.map((row, position) => ({
    candidate: { row, sources: ['pool' as const], score: 0, probability: 0 },
    position,
    propensity: 1,
    lifted: null,
  }));
  const explained = explainSlate(placed, input);
  const usual = usualAmounts(
    explained.flatMap(({ evidence }) => evidence),
    rows.length,
  );
  return explained.map(({ evidence }, position) => {
    const facts = input.engine.facts(rows[position]!);
    const titles = evidence.flatMap((one) => titleBehind(one, facts, input));
    const choices = evidence.filter((one): one is OfChoice & Shared => one.kind === 'choice');
    const [own, said] = [sumOf(titles), sumOf(choices)];
    if (fits[position]! < reasonFrom || Math.max(own, said) < reasonShare) return null;
    const [first, second] = [
      () => ofTitles(titles, own, facts, usual),
      () =>
        ofChoices(
          choices.filter(({ share }) => share >= reasonShare),
          facts,
          input,
        ),
    ];
    return own >= said ? (first() ?? second()) : (second() ?? first());
  });
}

/** Only what they watched and did not dislike. What is on a watchlist is told to fewer, and a title is no reason for itself. */
function titleBehind(one: Shared, facts: TitleFacts, { engine }: ScoredMember['input']): OfTitle[] {
  if (one.kind !== 'title' || one.titleId === facts.id || (one.rating ?? 3) < 3) return [];
  const row = engine.rowOf(one.titleId);
  const told = one.how === 'loved' || one.how === 'rated' || one.how === 'watched';
  return told && row !== undefined ? [{ ...one, facts: engine.facts(row) }] : [];
}

/** What each of their titles brings to a title of the deck on average. */
function usualAmounts(evidence: readonly Evidence[], rows: number): Map<TitleId, number> {
  const usual = new Map<TitleId, number>();
  for (const one of evidence)
    if (one.kind === 'title') usual.set(one.titleId, (usual.get(one.titleId) ?? 0) + one.amount / rows);
  return usual;
}

function ofTitles(
  titles: readonly OfTitle[],
  sum: number,
  facts: TitleFacts,
  usual: ReadonlyMap<TitleId, number>,
): GroupReason | null {
  const beyond = ({ titleId, amount }: OfTitle) => amount - usual.get(titleId)!;
  const [best] = titles
    .filter(({ amount }) => amount >= NEARLY * titles[0]!.amount)
    .sort((a, b) => beyond(b) - beyond(a));
  if (!best) return null;
  const maker = facts.makers.find(
    (name) => titles.filter((one) => one.facts.makers.includes(name)).length > 1,
  );
  if (maker !== undefined) return { kind: 'person', name: maker };
  const like = { kind: 'like', titleName: best.facts.name } as const;
  if (best.share >= ONE_FROM * sum) return like;
  const keyword = inCommon(facts.keywords, titles, (one) => one.keywords, sum);
  const genre = inCommon(facts.genres, titles, (one) => one.genres, sum);
  return keyword ? { kind: 'about', keyword, genre } : like;
}

/** Of the title's own words the one that most of the others have too. */
function inCommon(
  words: readonly string[],
  titles: readonly OfTitle[],
  wordsOf: (facts: TitleFacts) => readonly string[],
  sum: number,
): string | null {
  const shares = words.map((word) => sumOf(titles.filter((one) => wordsOf(one.facts).includes(word))));
  const most = Math.max(0, ...shares);
  return most >= COMMON_FROM * sum ? words[shares.indexOf(most)]! : null;
}

/** A choice may only be named for a title that has it; a named title also for what is close to it. */
function ofChoices(
  choices: readonly OfChoice[],
  facts: TitleFacts,
  { engine }: ScoredMember['input'],
): GroupReason | null {
  for (const { facet, value } of choices) {
    const row = facet === 'title' && Number(value) !== facts.id ? engine.rowOf(Number(value)) : undefined;
    if (row !== undefined) return { kind: 'like', titleName: engine.facts(row).name };
    if (facet === 'title' || !isAbout(facts, { facet, value })) continue;
    return facet === 'person' ? { kind: 'person', name: value } : { kind: 'choice', facet, value };
  }
  return null;
}

function sumOf(all: readonly { readonly share: number }[]): number {
  return all.reduce((sum, { share }) => sum + share, 0);
}
