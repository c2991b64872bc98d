import { randomUUID } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import type { Queryable } from '../../db/client.ts';
import { libraryEntries } from '../../db/schema/library.ts';
import { events } from '../../db/schema/log.ts';
import { titles } from '../../db/schema/titles.ts';
import { demoNotes } from '../../db/seed/demo.ts';

/** What the demo people wrote, a little after they had rated it. */
export async function addDemoNotes(tx: Queryable, ids: ReadonlyMap<string, string>): Promise<void> {
  for (const { by, slug, text, spoils = false } of demoNotes) {
    const userId = ids.get(by)!;
    const [entry] = await tx
      .update(libraryEntries)
      .set({
        note: text,
        noteSpoils: spoils,
        notedAt: sql`${libraryEntries.ratedAt} + interval '10 minutes'`,
      })
      .where(
        and(
          eq(libraryEntries.userId, userId),
          sql`${libraryEntries.titleId} = (select ${titles.id} from ${titles} where ${titles.slug} = ${slug})`,
        ),
      )
      .returning({ titleId: libraryEntries.titleId, at: libraryEntries.notedAt });
    if (!entry?.at)
      throw new Error(`${by} has not rated ${slug}, which db/seed/demo.ts has them write about.`);
    const noted = { type: 'noted', titleId: entry.titleId, payload: {}, at: entry.at };
    await tx.insert(events).values({ id: randomUUID(), userId, ...noted });
  }
}
