/** The rows behind the inbox: one statement for everything that waits, counted and shown by the same conditions. */
import { and, eq, inArray, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm';
import { companions, watches } from '../../db/schema/library.ts';
import { listMembers, lists } from '../../db/schema/lists.ts';
import { nightMembers, nights } from '../../db/schema/nights.ts';
import { friendships, users } from '../../db/schema/people.ts';
import { sends } from '../../db/schema/sends.ts';
import { titles } from '../../db/schema/titles.ts';
import { withinMaturityLimit } from '../catalog/maturity.ts';
import { isReachable } from './pair.ts';
import { amongFriends } from './sends.ts';

export type WaitingRow = {
  kind: 'friend-request' | 'title' | 'watched-with' | 'list' | 'night' | 'night-result';
  id: string | null;
  at: string;
  person_id: string | null;
  title_id: number | null;
  words: string;
  role: 'editor' | 'viewer' | null;
};

/** One row for everything that waits: kind, id, when, from whom, about which title, in which words, as what. */
export function waitingFor(viewerId: string): SQL {
  const kinds = [friendRequests, sentTitles, watchedWith, listInvitations, nightInvitations, nightResults];
  return sql.join(
    kinds.map((select) => select(viewerId)),
    sql` union all `,
  );
}

function friendRequests(viewerId: string): SQL {
  return sql`
    select 'friend-request' as kind, null::uuid as id, ${friendships.changedAt} as at,
      ${friendships.requesterId} as person_id, null::int as title_id, '' as words, null as role
    from ${friendships}
    where ${and(
      or(eq(friendships.lowId, viewerId), eq(friendships.highId, viewerId)),
      eq(friendships.state, 'requested'),
      sql`${friendships.requesterId} <> ${viewerId}`,
    )}`;
}

function sentTitles(viewerId: string): SQL {
  return sql`
    select 'title', ${sends.id}, ${sends.sentAt}, ${sends.senderId}, ${sends.titleId}, ${sends.note}, null
    from ${sends}
    where ${and(eq(sends.recipientId, viewerId), eq(sends.state, 'sent'), amongFriends())}`;
}

/** "You watched it together?" The words are the day, as far as it is known. */
function watchedWith(viewerId: string): SQL {
  return sql`
    select 'watched-with', ${watches.id}, ${companions.askedAt}, ${watches.userId}, ${watches.titleId},
      ${watches.precision} || ' ' || coalesce(${watches.watchedOn}::text, ''), null
    from ${companions} join ${watches} on ${watches.id} = ${companions.watchId}
    where ${and(
      eq(companions.userId, viewerId),
      eq(companions.state, 'asked'),
      sql`exists (select 1 from friendships f where f.state = 'friends'
        and f.low_id = least(${watches.userId}, ${companions.userId})
        and f.high_id = greatest(${watches.userId}, ${companions.userId}))`,
    )}`;
}

function listInvitations(viewerId: string): SQL {
  return sql`
    select 'list', ${lists.id}, ${listMembers.changedAt}, ${listMembers.invitedBy}, null, ${lists.name}, ${listMembers.role}
    from ${listMembers} join ${lists} on ${lists.id} = ${listMembers.listId}
    where ${and(eq(listMembers.userId, viewerId), eq(listMembers.state, 'invited'), isNull(lists.deletedAt))}`;
}

function nightInvitations(viewerId: string): SQL {
  return sql`
    select 'night', ${nights.id}, ${nightMembers.joinedAt}, ${nights.hostId}, null, ${nights.name}, null
    from ${nightMembers} join ${nights} on ${nights.id} = ${nightMembers.nightId}
    where ${and(
      eq(nightMembers.userId, viewerId),
      eq(nightMembers.attendance, 'asked'),
      inArray(nights.phase, ['gathering', 'voting', 'final']),
    )}`;
}

/** Whether the title of a night was watched, for the diary. */
function nightResults(viewerId: string): SQL {
  return sql`
    select 'night-result', ${nights.id}, ${nights.endedAt}, null, ${nights.resultId}, ${nights.name}, null
    from ${nightMembers} join ${nights} on ${nights.id} = ${nightMembers.nightId}
    where ${and(
      eq(nightMembers.userId, viewerId),
      eq(nightMembers.attendance, 'in'),
      eq(nights.phase, 'decided'),
      isNotNull(nights.resultId),
      isNull(nightMembers.watched),
    )}`;
}

/** Not to be answered, and counted until it is seen. */
export function unseenThanks(viewerId: string): SQL {
  return sql`
    select 'thanks', ${sends.id}, ${sends.thankedAt}, ${sends.recipientId}, ${sends.titleId}, '', null
    from ${sends}
    where ${and(eq(sends.senderId, viewerId), isNotNull(sends.thankedAt), isNull(sends.thanksSeenAt), amongFriends())}`;
}

/** Leaves out whoever may not be met and titles that are not for the viewer: neither is counted, neither is shown. */
export function whereShown(viewerId: string): SQL {
  return sql`
    left join ${users} on ${users.id} = w.person_id and ${isReachable(viewerId)}
    left join ${titles} on ${titles.id} = w.title_id
    where ${and(
      or(sql`w.person_id is null`, isNotNull(users.id)),
      or(sql`w.title_id is null`, and(eq(titles.flagged, false), withinMaturityLimit(viewerId))),
    )}`;
}
