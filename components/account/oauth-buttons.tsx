'use client';

import { Button } from '@/components/ui/button.tsx';
import { notifyError } from '@/components/ui/toast.ts';

type OAuthButtonsProps = {
  readonly providers: readonly ('github' | 'google')[];
  readonly next: string;
  readonly verb?: 'Continue with' | 'Connect';
};

const names = { github: 'GitHub', google: 'Google' };

export function OAuthButtons({ providers, next, verb = 'Continue with' }: OAuthButtonsProps) {
  return (
    <div className="flex flex-col gap-3">
      {providers.map((provider) => (
        <Button key={provider} variant="quiet" onClick={() => leaveFor(provider, next)}>
          {verb} {names[provider]}
        </Button>
      ))}
    </div>
  );
}

async function leaveFor(provider: string, callbackUrl: string): Promise<void> {
  try {
    const { signIn } = await import('next-auth/react');
    await signIn(provider, { callbackUrl });
  } catch {
    notifyError('The other site could not be reached. Please try again.');
  }
}
