import { eq } from 'drizzle-orm';
import { database } from '../../db/client.ts';
import { users } from '../../db/schema/people.ts';
import { refuseDemoPerson } from './demo.ts';
import { isHandleFree } from './handles.ts';
import { handleTaken } from './sign-up.ts';

export async function changeDisplayName(userId: string, displayName: string): Promise<void> {
  await refuseDemoPerson(userId);
  await database().update(users).set({ displayName }).where(eq(users.id, userId));
}

export async function changeHandle(userId: string, handle: string): Promise<void> {
  await refuseDemoPerson(userId);
  const [user] = await database().select({ handle: users.handle }).from(users).where(eq(users.id, userId));
  if (user?.handle === handle) return;
  if (!(await isHandleFree(handle))) throw handleTaken(handle);
  try {
    await database().update(users).set({ handle }).where(eq(users.id, userId));
  } catch (cause) {
    // Somebody took it between the look and the change.
    if (await isHandleFree(handle)) throw cause;
    throw handleTaken(handle);
  }
}
