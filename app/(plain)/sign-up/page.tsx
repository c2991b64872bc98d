import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { DemoButton } from '@/components/account/demo-button.tsx';
import { OAuthButtons } from '@/components/account/oauth-buttons.tsx';
import { SignUpForm } from '@/components/account/sign-up-form.tsx';
import { isDemoLoaded } from '@/lib/account/demo.ts';
import { entrancePath, nextPath } from '@/lib/account/next-path.ts';
import { oauthProviderIds } from '@/lib/auth.ts';
import { currentViewer } from '@/lib/session.ts';

export const metadata: Metadata = { title: 'Sign up' };

type Props = { readonly searchParams: Promise<{ readonly next?: string }> };

export default async function SignUpPage({ searchParams }: Props) {
  const { next: wanted } = await searchParams;
  if (await currentViewer()) redirect(nextPath(wanted));
  // Whoever was on the way somewhere goes on there; everybody else is welcomed.
  const next = nextPath(wanted, '/welcome');
  const providers = oauthProviderIds();
  return (
    <div className="mx-auto max-w-sm py-8 md:py-12">
      <h1 className="text-2xl md:text-3xl">Take a seat</h1>
      <p className="mt-2 mb-8 text-soft">
        Been here before?{' '}
        <Link
          href={entrancePath('/sign-in', wanted)}
          className="font-medium text-ink underline underline-offset-4"
        >
          Sign in
        </Link>
      </p>
      <div className="flex flex-col gap-6">
        <SignUpForm next={next} />
        {providers.length > 0 && <OAuthButtons providers={providers} next={next} />}
        {(await isDemoLoaded()) && (
          <div className="border-t border-line pt-6">
            <p className="mb-3 text-sm text-soft">Not sure yet? Nothing you do there is kept for you.</p>
            <DemoButton className="w-full" />
          </div>
        )}
      </div>
    </div>
  );
}
