import { MatchPanel } from '@/components/friends/match-panel.tsx';
import { readMatchWith } from '@/lib/feed/match.ts';
import type { Viewer } from '@/lib/session.ts';
import type { PersonWithRelation } from '@/lib/social/people.ts';

type MatchProps = { readonly viewer: Viewer; readonly person: PersonWithRelation };

/** How well the viewer and a friend match; nothing for anybody who may not be compared. */
export async function Match({ viewer, person }: MatchProps) {
  if (person.relation !== 'friends') return null;
  const match = await readMatchWith(viewer, person.id);
  return match ? <MatchPanel name={person.name} page={match} /> : null;
}
