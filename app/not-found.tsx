import type { Metadata } from 'next';
import { EmptySeat } from '@/components/layout/empty-seat.tsx';
import { PlainFrame } from '@/components/layout/plain-frame.tsx';

export const metadata: Metadata = { title: 'Not here' };

export default function NotFound() {
  return (
    <PlainFrame>
      <EmptySeat />
    </PlainFrame>
  );
}
