'use client';

import { ErrorScreen } from '@/components/ui/error-screen.tsx';

export default function RootError({ reset }: { readonly reset: () => void }) {
  return (
    <main>
      <ErrorScreen retry={reset} />
    </main>
  );
}
