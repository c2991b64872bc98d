'use client';

import { useTransition } from 'react';
import { runAction } from '@/components/run-action.ts';
import { Button } from '@/components/ui/button.tsx';
import type { ButtonVariant } from '@/components/ui/button-look.ts';
import { notifyError } from '@/components/ui/toast.ts';
import { enterDemo } from '@/lib/actions/account.ts';
import { goTo } from './go-to.ts';

type DemoButtonProps = { readonly variant?: ButtonVariant; readonly className?: string };

/** One click into the product as the shared demo person. Shown only while the demo is loaded. */
export function DemoButton({ variant = 'quiet', className }: DemoButtonProps) {
  const [pending, start] = useTransition();
  const enter = () =>
    start(async () => {
      try {
        goTo((await runAction(enterDemo())).next);
      } catch (error) {
        notifyError((error as Error).message);
      }
    });
  return (
    <Button variant={variant} className={className} disabled={pending} onClick={enter}>
      {pending ? 'One moment…' : 'Look around as a demo person'}
    </Button>
  );
}
