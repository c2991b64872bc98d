import Link from 'next/link';
import { JoinForm } from './join-form.tsx';

type JoinFrameProps = { readonly isSignedIn: boolean; readonly code: string };

export function JoinFrame({ isSignedIn, code }: JoinFrameProps) {
  const here = code ? `/join/${encodeURIComponent(code)}` : '/join';
  return (
    <div className="mx-auto max-w-sm py-8 md:py-12">
      <h1 className="text-2xl md:text-3xl">{code ? 'You are invited' : 'Join a night'}</h1>
      <p className="mt-2 mb-8 text-soft">
        Choose tonight’s film with the others.
        {!isSignedIn && ' You need no account, and can keep your evening afterwards.'}
      </p>
      <JoinForm isSignedIn={isSignedIn} code={code} />
      {!isSignedIn && (
        <p className="mt-8 border-t border-line pt-6 text-sm text-soft">
          Have an account?{' '}
          <Link
            href={`/sign-in?next=${encodeURIComponent(here)}`}
            className="font-medium text-ink underline underline-offset-4"
          >
            Sign in first
          </Link>
          , and the deck knows your taste.
        </p>
      )}
    </div>
  );
}
