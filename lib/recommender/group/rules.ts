/** How the scores of several people become one order. */
export const GROUP_RULES = [
  'average',
  'least-misery',
  'average-without-misery',
  'taking-turns',
  'greedy-fairness',
  'proportional',
] as const;

export type GroupRule = (typeof GROUP_RULES)[number];
