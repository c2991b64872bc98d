import { MutualFriends } from '@/components/friends/mutual-friends.tsx';
import type { Viewer } from '@/lib/session.ts';
import { readMutual } from '@/lib/social/mutual.ts';
import type { PersonWithRelation } from '@/lib/social/people.ts';

type InCommonProps = { readonly viewer: Viewer; readonly person: PersonWithRelation };

const NAMED = 6;

/** The friends both have. */
export async function InCommon({ viewer, person }: InCommonProps) {
  if (person.relation === 'self') return null;
  const mutual = (await readMutual(viewer.id, [person.id], NAMED)).get(person.id);
  return mutual ? <MutualFriends mutual={mutual} /> : null;
}
