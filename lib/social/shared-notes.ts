import { type NoteToRead, readNotes } from '../library/note.ts';
import { friendIds } from './circle.ts';
import type { Person } from './people.ts';

export type SharedNote = { readonly by: Person; readonly note: NoteToRead };

/** What friends wrote of a title, shared as their ratings are. Latest first. */
export async function friendsNotes(viewerId: string, titleId: number): Promise<SharedNote[]> {
  const friends = new Map((await friendIds(viewerId)).map((friend) => [friend.id, friend]));
  const notes = await readNotes(viewerId, [...friends.keys()], [titleId]);
  return notes.flatMap(({ userId, text, spoils, folded }) => {
    const friend = friends.get(userId);
    if (!friend) return [];
    const { id, handle, name } = friend;
    return [{ by: { id, handle, name }, note: { text, spoils, folded } }];
  });
}
