'use client';

import { ErrorScreen } from '@/components/ui/error-screen.tsx';

export default function MainError({ reset }: { readonly reset: () => void }) {
  return <ErrorScreen retry={reset} />;
}
