import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { DemoButton } from '@/components/account/demo-button.tsx';
import { OAuthButtons } from '@/components/account/oauth-buttons.tsx';
import { SignUpForm } from '@/components/account/sign-up-form.tsx';
import { isDemoLoaded } from '@/lib/account/demo.ts';
import { oauthProviderIds } from '@/lib/auth.ts';
import { currentViewer } from '@/lib/session.ts';

export const metadata: Metadata = { title: 'Sign up' };

export default async function SignUpPage() {
  if (await currentViewer()) redirect('/');
  const providers = oauthProviderIds();
  return (
    <div className="mx-auto max-w-sm py-8 md:py-12">
      <h1 className="text-2xl md:text-3xl">Take a seat</h1>
      <p className="mt-2 mb-8 text-soft">
        Been here before?{' '}
        <Link href="/sign-in" className="font-medium text-ink underline underline-offset-4">
          Sign in
        </Link>
      </p>
      <div className="flex flex-col gap-6">
        <SignUpForm />
        {providers.length > 0 && <OAuthButtons providers={providers} next="/welcome" />}
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
