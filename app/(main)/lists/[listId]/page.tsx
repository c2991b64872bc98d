import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { z } from 'zod';
import { Invitation } from '@/components/lists/invitation.tsx';
import { ListPage } from '@/components/lists/list-page.tsx';
import { PageHeading } from '@/components/ui/page-heading.tsx';
import { readAccess } from '@/lib/lists/access.ts';
import { readList } from '@/lib/lists/read-list.ts';
import { readListInvitations } from '@/lib/lists/read-lists.ts';
import { currentViewer, viewerOrSignIn } from '@/lib/session.ts';

type Props = { readonly params: Promise<{ listId: string }> };

const accessOf = cache(async (listId: string) => {
  const viewer = await currentViewer();
  return viewer && z.uuid().safeParse(listId).success ? readAccess(viewer.id, listId) : null;
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await accessOf((await params).listId))?.name ?? 'List' };
}

/** Members see the list, invited people what they are asked to, and everybody else that there is nothing here. */
export default async function ListRoute({ params }: Props) {
  const { listId } = await params;
  const viewer = await viewerOrSignIn(`/lists/${listId}`);
  if (await accessOf(listId)) return <ListPage initial={await readList(viewer.id, listId)} />;
  const invitations = await readListInvitations(viewer.id);
  const invitation = invitations.find((one) => one.listId === listId);
  if (!invitation) notFound();
  return (
    <div className="page max-w-3xl">
      <PageHeading title="You are invited" />
      <Invitation invitation={invitation} />
    </div>
  );
}
