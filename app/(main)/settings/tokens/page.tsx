import type { Metadata } from 'next';
import { Setting, SettingsFrame } from '@/components/account/settings-frame.tsx';
import { TokenList } from '@/components/account/token-list.tsx';
import { listTokens } from '@/lib/account/tokens.ts';
import { viewerOrSignIn } from '@/lib/session.ts';

export const metadata: Metadata = { title: 'API tokens' };

export default async function TokensPage() {
  const viewer = await viewerOrSignIn('/settings/tokens');
  return (
    <SettingsFrame current="/settings/tokens">
      <Setting
        title="API tokens"
        hint="For your own programs: a token reads your recommendations and nothing else."
      >
        <TokenList tokens={await listTokens(viewer.id)} />
      </Setting>
      <Setting
        title="How to use one"
        hint="$MATINEE is the address in your browser up to the first single slash, $TOKEN what you copied."
      >
        <code className="block rounded-panel bg-raised p-4 text-sm break-all">
          curl -H &quot;Authorization: Bearer $TOKEN&quot; $MATINEE/api/recommend/{viewer.id}
        </code>
      </Setting>
    </SettingsFrame>
  );
}
