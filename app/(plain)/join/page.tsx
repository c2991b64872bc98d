import type { Metadata } from 'next';
import { JoinFrame } from '@/components/night/join-frame.tsx';
import { currentViewer } from '@/lib/session.ts';

export const metadata: Metadata = { title: 'Join a night' };

export default async function JoinPage() {
  return <JoinFrame isSignedIn={(await currentViewer()) !== null} code="" />;
}
