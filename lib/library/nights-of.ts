import { and, asc, desc, eq, inArray, isNotNull, isNull, ne, or, sql } from 'drizzle-orm';
import { database } from '../../db/client.ts';
import { nightMembers, nights } from '../../db/schema/nights.ts';
import { users } from '../../db/schema/people.ts';
import { titles } from '../../db/schema/titles.ts';
import { withinMaturityLimit } from '../catalog/maturity.ts';
import type { TitleSummary } from '../catalog/summary.ts';
import { summaryColumns } from '../catalog/summary-columns.ts';
import { isReachable } from '../social/pair.ts';

/** A night the viewer was at, and who else was, by name: guests by the one they gave, a blocked person as "Somebody". */
export type NightOf = {
  readonly id: string;
  readonly name: string;
  /** ISO time. */
  readonly endedAt: string;
  readonly others: readonly string[];
};

export type NightToConfirm = { readonly night: NightOf; readonly title: TitleSummary };

/** Of these nights those the viewer was at. */
export async function readNightsOf(
  viewerId: string,
  nightIds: readonly string[],
): Promise<ReadonlyMap<string, NightOf>> {
  if (nightIds.length === 0) return new Map();
  const rows = await database()
    .select({ id: nights.id, name: nights.name, endedAt: nights.endedAt })
    .from(nights)
    .innerJoin(nightMembers, eq(nightMembers.nightId, nights.id))
    .where(and(inArray(nights.id, [...new Set(nightIds)]), wasThere(viewerId), isNotNull(nights.endedAt)));
  const others = await readOthers(
    viewerId,
    rows.map(({ id }) => id),
  );
  return new Map(
    rows.map(({ endedAt, ...night }) => [
      night.id,
      { ...night, endedAt: endedAt!.toISOString(), others: others.get(night.id) ?? [] },
    ]),
  );
}

/** "Did you watch it?": decided nights about which the viewer has not said so yet, newest first. */
export async function listNightsToConfirm(viewerId: string): Promise<NightToConfirm[]> {
  const rows = await database()
    .select({ nightId: nights.id, title: summaryColumns })
    .from(nights)
    .innerJoin(nightMembers, eq(nightMembers.nightId, nights.id))
    .innerJoin(titles, eq(titles.id, nights.resultId))
    .where(
      and(
        eq(nights.phase, 'decided'),
        wasThere(viewerId),
        isNull(nightMembers.watched),
        withinMaturityLimit(viewerId),
      ),
    )
    .orderBy(desc(nights.endedAt), nights.id);
  const known = await readNightsOf(
    viewerId,
    rows.map(({ nightId }) => nightId),
  );
  return rows.flatMap(({ nightId, title }) => {
    const night = known.get(nightId);
    return night ? [{ night, title }] : [];
  });
}

async function readOthers(viewerId: string, nightIds: readonly string[]): Promise<Map<string, string[]>> {
  if (nightIds.length === 0) return new Map();
  const rows = await database()
    .select({
      nightId: nightMembers.nightId,
      name: sql<string>`case when ${nightMembers.userId} is null then ${nightMembers.name}
        when ${isReachable(viewerId)} then ${users.displayName} else 'Somebody' end`,
    })
    .from(nightMembers)
    .leftJoin(users, eq(users.id, nightMembers.userId))
    .where(
      and(
        inArray(nightMembers.nightId, [...nightIds]),
        eq(nightMembers.attendance, 'in'),
        or(isNull(nightMembers.userId), ne(nightMembers.userId, viewerId)),
      ),
    )
    .orderBy(asc(nightMembers.joinedAt), nightMembers.id);
  const found = new Map<string, string[]>();
  for (const { nightId, name } of rows) found.set(nightId, [...(found.get(nightId) ?? []), name]);
  return found;
}

function wasThere(viewerId: string) {
  return and(eq(nightMembers.userId, viewerId), eq(nightMembers.attendance, 'in'));
}
