import { and, desc, eq, lt, notInArray, sql } from 'drizzle-orm';
import { database } from '../../db/client.ts';
import { listActivity } from '../../db/schema/lists.ts';
import { titles } from '../../db/schema/titles.ts';
import { withinMaturityLimit } from '../catalog/maturity.ts';
import { type Role, requireAccess } from './access.ts';
import type { Deed, DeedKind } from './deeds.ts';
import { type Face, facesOf } from './faces.ts';

export type Happening = {
  readonly id: number;
  readonly at: string;
  readonly kind: DeedKind;
  /** Null once they have left Matinee. */
  readonly by: Face | null;
  /** Who was invited, removed or given a role. */
  readonly person: Face | null;
  readonly title: { readonly slug: string; readonly name: string } | null;
  readonly role: Role | null;
  /** What the list was called before and is called now, where it was renamed. */
  readonly names: { readonly from: string; readonly to: string } | null;
};
export type ActivityPage = { readonly happenings: readonly Happening[]; readonly next: number | null };

export const ACTIVITY_PAGE = 30;
/** A no is silent, and so is what only the owner's own links are about. */
const SILENT: DeedKind[] = ['declined', 'reopened', 'uninvited', 'link-made', 'link-revoked'];
/** Who is asked is between them and the owner until they join. */
const OWNERS: DeedKind[] = [...SILENT, 'invited'];

/** What was done to a list, newest first; `before` is the last id of the page above. */
export async function readActivity(
  viewerId: string,
  listId: string,
  { before, most = ACTIVITY_PAGE }: { readonly before?: number | undefined; readonly most?: number },
): Promise<ActivityPage> {
  const { role } = await requireAccess(viewerId, listId, 'see');
  const rows = await database()
    .select({
      id: listActivity.id,
      at: listActivity.at,
      kind: sql<DeedKind>`${listActivity.kind}`,
      userId: listActivity.userId,
      detail: listActivity.detail,
      slug: titles.slug,
      name: titles.name,
    })
    .from(listActivity)
    .leftJoin(titles, eq(titles.id, listActivity.titleId))
    .where(
      and(
        eq(listActivity.listId, listId),
        before === undefined ? undefined : lt(listActivity.id, before),
        notInArray(listActivity.kind, role === 'owner' ? SILENT : OWNERS),
        sql`(${listActivity.titleId} is null or ${withinMaturityLimit(viewerId)})`,
      ),
    )
    .orderBy(desc(listActivity.id))
    .limit(most + 1);
  const page = rows.slice(0, most);
  return {
    happenings: await happeningsOf(viewerId, listId, page),
    next: rows.length > most ? (page.at(-1)?.id ?? null) : null,
  };
}

type Row = {
  readonly id: number;
  readonly at: Date;
  readonly kind: DeedKind;
  readonly userId: string | null;
  readonly detail: unknown;
  readonly slug: string | null;
  readonly name: string | null;
};

async function happeningsOf(viewerId: string, listId: string, rows: readonly Row[]): Promise<Happening[]> {
  const deeds = rows.map(({ kind, detail }) => ({ ...(detail as object), kind }) as Deed);
  const people = deeds.flatMap((deed) => ('personId' in deed ? deed.personId : []));
  const actors = rows.flatMap(({ userId }) => userId ?? []);
  const faces = await facesOf(viewerId, listId, [...people, ...actors]);
  return rows.map(({ id, at, kind, userId, slug, name }, index) => {
    const deed = deeds[index]!;
    return {
      id,
      at: at.toISOString(),
      kind,
      by: userId === null ? null : faces.get(userId)!,
      person: 'personId' in deed && deed.personId !== userId ? faces.get(deed.personId)! : null,
      title: slug === null || name === null ? null : { slug, name },
      role: roleIn(deed),
      names:
        deed.kind === 'described' && deed.from.name !== deed.to.name
          ? { from: deed.from.name, to: deed.to.name }
          : null,
    };
  });
}

function roleIn(deed: Deed): Role | null {
  if (deed.kind === 'role-set') return deed.to;
  return 'role' in deed ? deed.role : null;
}
