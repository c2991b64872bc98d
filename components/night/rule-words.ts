import type { GroupRule } from '@/lib/recommender/group/rules.ts';

type RuleWords = {
  /** The rule in one plain line. */
  readonly line: string;
  readonly explanation: string;
  /** Three people, two films, and what the rule makes of them. */
  readonly example: string;
};

export const RULE_WORDS: Readonly<Record<GroupRule, RuleWords>> = {
  average: {
    line: 'What we like most, all together',
    explanation: 'Everybody counts the same, and the sum decides.',
    example: 'Two love it and one is lukewarm: it beats what all three find fine.',
  },
  'least-misery': {
    line: 'Nobody should suffer',
    explanation: 'A film is as good as it is for whoever likes it least.',
    example: 'All three find it fine: it beats what two love and one dislikes.',
  },
  'average-without-misery': {
    line: 'What we like most, but no vetoes',
    explanation: 'What somebody would dislike is out; of the rest, the sum decides.',
    example: 'Two love it and one dislikes it: out. Two love it and one is lukewarm: in, and first.',
  },
  'taking-turns': {
    line: 'Everybody brings their favourites',
    explanation: 'The deck is dealt in turns: each of you puts in the best that is left.',
    example: 'First Ana’s favourite, then Ben’s, then Cem’s, and round again.',
  },
  'greedy-fairness': {
    line: 'Something for everybody',
    explanation: 'Each title is chosen for whoever the deck has served least so far.',
    example: 'The first three suit Ana and Ben: the fourth is one for Cem.',
  },
  proportional: {
    line: 'Fair over the nights',
    explanation: 'Whoever gave in last time counts for more tonight.',
    example: 'Last Friday was Ana’s kind of film: tonight Ben and Cem weigh a little more.',
  },
};

/** The rule that the measurements support (`npm run evaluate -- --groups`); it is offered first. */
export const SUGGESTED_RULE: GroupRule = 'proportional';

export const RULES: readonly GroupRule[] = [
  SUGGESTED_RULE,
  ...(Object.keys(RULE_WORDS) as GroupRule[]).filter((rule) => rule !== SUGGESTED_RULE),
];
