import type { Metadata } from 'next';
import { EmptySeat } from '@/components/layout/empty-seat.tsx';

export const metadata: Metadata = { title: 'Not here' };

export default function NotFound() {
  return <EmptySeat />;
}
