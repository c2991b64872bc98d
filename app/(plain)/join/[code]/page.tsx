import type { Metadata } from 'next';
import { JoinFrame } from '@/components/night/join-frame.tsx';
import { currentViewer } from '@/lib/session.ts';

export const metadata: Metadata = { title: 'Join a night', robots: { index: false } };

type Props = { readonly params: Promise<{ code: string }> };

/** Where the QR code leads. Whether the code is right is only told to whoever uses it. */
export default async function JoinWithCodePage({ params }: Props) {
  const code = decodeURIComponent((await params).code).slice(0, 20);
  return <JoinFrame isSignedIn={(await currentViewer()) !== null} code={code} />;
}
