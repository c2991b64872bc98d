import type { Metadata } from 'next';
import { Board } from '@/components/lists/board.tsx';
import { readLists } from '@/lib/lists/read-lists.ts';
import { viewerOrSignIn } from '@/lib/session.ts';

export const metadata: Metadata = { title: 'Lists' };

export default async function ListsRoute() {
  const viewer = await viewerOrSignIn('/lists');
  return <Board initial={await readLists(viewer.id)} viewerId={viewer.id} />;
}
