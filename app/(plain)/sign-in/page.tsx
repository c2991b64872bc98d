import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { DemoButton } from '@/components/account/demo-button.tsx';
import { FormMessage } from '@/components/account/form-message.tsx';
import { OAuthButtons } from '@/components/account/oauth-buttons.tsx';
import { SignInForm } from '@/components/account/sign-in-form.tsx';
import { isDemoLoaded } from '@/lib/account/demo.ts';
import { entrancePath, nextPath } from '@/lib/account/next-path.ts';
import { oauthProviderIds, wantedOfProvider } from '@/lib/auth.ts';
import { currentViewer } from '@/lib/session.ts';

export const metadata: Metadata = { title: 'Sign in' };

type Props = {
  readonly searchParams: Promise<{
    readonly next?: string;
    readonly error?: string;
  }>;
};

export default async function SignInPage({ searchParams }: Props) {
  const { next, error } = await searchParams;
  // A refusal by a provider comes back without the address that was wanted.
  const wanted = next ?? (error ? await wantedOfProvider() : undefined);
  const path = nextPath(wanted);
  if (await currentViewer()) redirect(error === 'InUse' ? '/settings/account?connected=elsewhere' : path);
  const providers = oauthProviderIds();
  return (
    <div className="mx-auto max-w-sm py-8 md:py-12">
      <h1 className="text-2xl md:text-3xl">Sign in</h1>
      <p className="mt-2 mb-8 text-soft">
        New here?{' '}
        <Link
          href={entrancePath('/sign-up', wanted)}
          className="font-medium text-ink underline underline-offset-4"
        >
          Make an account
        </Link>
      </p>
      <div className="flex flex-col gap-6">
        {error && <FormMessage>{wordsFor(error)}</FormMessage>}
        <SignInForm next={path} />
        {providers.length > 0 && <OAuthButtons providers={providers} next={path} />}
        {(await isDemoLoaded()) && (
          <div className="border-t border-line pt-6">
            <DemoButton className="w-full" />
          </div>
        )}
      </div>
    </div>
  );
}

function wordsFor(error: string): string {
  if (error === 'InUse')
    return 'Your address already has an account here. Sign in with your password, then connect the other one in settings.';
  if (error === 'CredentialsSignin') return 'That e-mail address and password do not belong together.';
  if (error === 'rate-limited') return 'Too many tries. Wait 15 minutes and try again.';
  return 'Signing in did not work. Please try again.';
}
