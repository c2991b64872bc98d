/** What a guest liked, kept in their browser alone: theirs to take along should they sign up. */
import { keepGuestNight } from '@/lib/actions/nights.ts';

const KEY = 'matinee-guest-liked';

export function rememberLike(titleId: number, answer: boolean | null): void {
  const liked = new Set(readLikes() ?? []);
  if (answer) liked.add(titleId);
  else liked.delete(titleId);
  write([...liked]);
}

/** Hands over what a guest brought along, once they are somebody. What fails is tried again the next time. */
export async function keepWhatGuestBrought(): Promise<boolean> {
  const likedTitleIds = readLikes();
  if (likedTitleIds === null) return false;
  const answer = await keepGuestNight({ likedTitleIds }).catch(() => null);
  if (!answer?.ok) return false;
  write(null);
  return true;
}

/** Also somebody who liked nothing was there. */
export function noteGuest(): void {
  if (readLikes() === null) write([]);
}

function readLikes(): number[] | null {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? 'null');
    return Array.isArray(kept) ? kept.filter(Number.isInteger) : null;
  } catch {
    return null;
  }
}

function write(liked: readonly number[] | null): void {
  try {
    if (liked === null) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, JSON.stringify(liked));
  } catch {
    // A private window keeps nothing.
  }
}
