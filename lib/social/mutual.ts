/**
 * Friends in common. That M and P are friends belongs to both: the viewer learns it from M, who is the viewer's friend too,
 * as far as M shows friends to friends; and not at all where P shows friends to nobody.
 */
import { sql } from 'drizzle-orm';
import { database } from '../../db/client.ts';
import { friendships, users } from '../../db/schema/people.ts';
import { isReachable } from './pair.ts';
import type { Person } from './people.ts';

/** How many there are, and the first of them by name. */
export type Mutual = { readonly count: number; readonly people: readonly Person[] };

const NAMED = 3;

type Row = { person_id: string; id: string; handle: string; name: string; count: number };

/** In one query, however many people are asked about. Whoever has none is left out. */
export async function readMutual(
  viewerId: string,
  personIds: readonly string[],
  named: number = NAMED,
): Promise<ReadonlyMap<string, Mutual>> {
  if (personIds.length === 0) return new Map();
  const asked = sql`${`{${personIds.join(',')}}`}::uuid[]`;
  const rows = (await database().execute(sql`
    with circle as (
      select case when low_id = ${viewerId}::uuid then high_id else low_id end as id from ${friendships}
      where state = 'friends' and ${viewerId}::uuid in (low_id, high_id)
    ), shared as (
      select low_id as person_id, high_id as mutual_id from ${friendships}
      where state = 'friends' and low_id = any(${asked}) and high_id in (select id from circle)
      union all
      select high_id, low_id from ${friendships}
      where state = 'friends' and high_id = any(${asked}) and low_id in (select id from circle)
    )
    select * from (
      select shared.person_id, mutual.id, mutual.handle, mutual.display_name as name,
        count(*) over of_person::int as count,
        row_number() over (of_person order by lower(mutual.display_name), mutual.handle) as place
      from shared
      join ${users} on ${users.id} = shared.person_id
      join ${users} mutual on mutual.id = shared.mutual_id
      where ${isReachable(viewerId)} and ${users.id} <> ${viewerId}::uuid
        and ${users.shareFriends} <> 'me' and mutual.share_friends <> 'me'
      window of_person as (partition by shared.person_id)
    ) ranked where place <= ${named} order by person_id, place`)) as unknown as Row[];
  const all = new Map<string, { count: number; people: Person[] }>();
  for (const { person_id, count, id, handle, name } of rows) {
    const mutual = all.get(person_id) ?? { count, people: [] };
    mutual.people.push({ id, handle, name });
    all.set(person_id, mutual);
  }
  return all;
}
