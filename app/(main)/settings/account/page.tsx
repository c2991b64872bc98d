import type { Metadata } from 'next';
import { DeleteAccount } from '@/components/account/delete-account.tsx';
import { FormMessage } from '@/components/account/form-message.tsx';
import { OAuthButtons } from '@/components/account/oauth-buttons.tsx';
import { PasswordForm } from '@/components/account/password-form.tsx';
import { ProfileForm } from '@/components/account/profile-form.tsx';
import { SessionsButtons } from '@/components/account/sessions-buttons.tsx';
import { Setting, SettingsFrame } from '@/components/account/settings-frame.tsx';
import { ButtonLink } from '@/components/ui/button.tsx';
import { readSignInWays } from '@/lib/account/sign-in-ways.ts';
import { oauthProviderIds } from '@/lib/auth.ts';
import { viewerOrSignIn } from '@/lib/session.ts';

export const metadata: Metadata = { title: 'Account' };

type Props = { readonly searchParams: Promise<{ readonly connected?: string }> };

export default async function AccountPage({ searchParams }: Props) {
  const viewer = await viewerOrSignIn('/settings/account');
  const { connected } = await searchParams;
  if (viewer.isDemo) return <DemoAccount />;
  const ways = await readSignInWays(viewer.id);
  const offered = oauthProviderIds().filter((provider) => !ways.providers.includes(provider));
  return (
    <SettingsFrame current="/settings/account">
      <Setting title="Name and handle">
        <ProfileForm displayName={viewer.displayName} handle={viewer.handle} />
      </Setting>
      <Setting
        title="Password"
        hint="Changing it signs out every other browser. API tokens keep working until you revoke them."
      >
        <PasswordForm hasPassword={ways.hasPassword} />
      </Setting>
      {(offered.length > 0 || ways.providers.length > 0) && (
        <Setting
          title="Other ways to sign in"
          hint={ways.providers.length > 0 ? `Connected: ${ways.providers.join(', ')}.` : undefined}
        >
          {connected === 'elsewhere' && (
            <FormMessage>That account already signs in somebody else here.</FormMessage>
          )}
          <div className="max-w-sm">
            <OAuthButtons providers={offered} next="/settings/account" verb="Connect" />
          </div>
        </Setting>
      )}
      <Setting title="Sessions" hint="“Everywhere” ends every session on every device, this one too.">
        <SessionsButtons />
      </Setting>
      <Setting title="Delete account" hint="Erases everything of yours, for good.">
        <DeleteAccount handle={viewer.handle} />
      </Setting>
    </SettingsFrame>
  );
}

function DemoAccount() {
  return (
    <SettingsFrame current="/settings/account">
      <Setting
        title="The demo person is shared"
        hint="Everybody who looks around is the same person, so name, password and account stay as they are."
      >
        <ButtonLink href="/sign-up">Sign up for your own</ButtonLink>
      </Setting>
      <Setting title="Sessions">
        <SessionsButtons everywhere={false} />
      </Setting>
    </SettingsFrame>
  );
}
