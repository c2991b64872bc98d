/** Titles for a shared list, from the taste of everybody on it. */
import { and, eq, isNull } from 'drizzle-orm';
import { database } from '../../db/client.ts';
import { listItems, listMembers } from '../../db/schema/lists.ts';
import { users } from '../../db/schema/people.ts';
import type { TitleSummary } from '../catalog/summary.ts';
import { summariesOf } from '../catalog/titles.ts';
import { requireAccess } from '../lists/access.ts';
import { peopleWithin } from '../lists/faces.ts';
import { ownersWhoShowTaste } from '../social/audience.ts';
import { suggestForMembers } from './group.ts';

export type ListSuggestion = {
  readonly title: TitleSummary;
  /** Only of those who show the viewer their ratings. */
  readonly reasons: readonly { readonly who: string; readonly words: string }[];
};
export type ListSuggestions = {
  readonly suggestions: readonly ListSuggestion[];
  /** Somebody on the list has turned recommendations off. */
  readonly leftOut: boolean;
};

const SUGGESTED = 18;
const MOST_REASONS = 2;

export async function suggestForList(viewerId: string, listId: string): Promise<ListSuggestions> {
  await requireAccess(viewerId, listId, 'change');
  const [members, onList] = await Promise.all([readTasters(listId), readTitles(listId)]);
  const ids = members.filter(({ personalised }) => personalised).map(({ id }) => id);
  const leftOut = ids.length < members.length;
  if (ids.length === 0) return { suggestions: [], leftOut };
  const [suggested, showing, people] = await Promise.all([
    suggestForMembers(ids, onList, SUGGESTED),
    ownersWhoShowTaste(viewerId, ids),
    peopleWithin(viewerId, ids),
  ]);
  const titles = await summariesOf(
    suggested.map(({ titleId }) => titleId),
    viewerId,
  );
  const suggestions = suggested.flatMap(({ titleId, words }) => {
    const title = titles.get(titleId);
    if (!title) return [];
    const reasons = ids.flatMap((id) => {
      const said = words[id];
      if (!said || !showing.has(id)) return [];
      return { who: id === viewerId ? 'You' : (people.get(id)?.name ?? 'Somebody'), words: said };
    });
    return { title, reasons: reasons.slice(0, MOST_REASONS) };
  });
  return { suggestions, leftOut };
}

function readTasters(listId: string) {
  return database()
    .select({ id: users.id, personalised: users.personalised })
    .from(listMembers)
    .innerJoin(users, eq(users.id, listMembers.userId))
    .where(and(eq(listMembers.listId, listId), eq(listMembers.state, 'joined')))
    .orderBy(users.id);
}

async function readTitles(listId: string): Promise<number[]> {
  const rows = await database()
    .select({ titleId: listItems.titleId })
    .from(listItems)
    .where(and(eq(listItems.listId, listId), isNull(listItems.removedAt)));
  return rows.map(({ titleId }) => titleId);
}
