import { choiceWords, isQuality } from '../format.ts';
import type { GroupReason } from '../recommender/group/reasons.ts';

/** "like Arrival", "Denis Villeneuve", "slow-burn science fiction": after a member's name and a colon. */
export function groupReasonWords(reason: GroupReason): string {
  switch (reason.kind) {
    case 'like':
      return `like ${reason.titleName}`;
    case 'person':
      return reason.name;
    case 'choice':
      return choiceWords(reason);
    case 'about':
      return aboutWords(reason);
  }
}

function aboutWords({ keyword, genre }: Extract<GroupReason, { kind: 'about' }>): string {
  const said = { facet: 'keyword', value: keyword };
  const kind = genre && choiceWords({ facet: 'genre', value: genre });
  if (!kind || kind === choiceWords(said)) return choiceWords(said);
  return isQuality(said) ? `${keyword} ${kind}` : `${kind}, ${choiceWords(said)}`;
}
