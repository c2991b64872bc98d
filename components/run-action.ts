import type { ActionResult } from '@/lib/actions/action.ts';

/** A server action as a promise that fails, for `useMutation`. */
export async function runAction<T>(result: Promise<ActionResult<T>>): Promise<T> {
  const answer = await result.catch(() => null);
  if (!answer) throw new Error('Matinee could not be reached, so nothing changed. Please try again.');
  if (!answer.ok) throw new Error(answer.message);
  return answer.value;
}
