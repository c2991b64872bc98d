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
        hint="For your own programs: a token reads your recommendations and writes down what you played, nothing else."
      >
        <TokenList tokens={await listTokens(viewer.id)} />
      </Setting>
      <Setting
        title="Read your recommendations"
        hint="Put the token in place of $TOKEN and, in place of $MATINEE, where you open Matinee, such as https://matinee.example."
      >
        <Command>{`curl -H "Authorization: Bearer $TOKEN" $MATINEE/api/recommend/${viewer.id}`}</Command>
      </Setting>
      <Setting
        title="Let your player keep the diary"
        hint="A media server or player can say what you watch. What was played to the end goes into your diary by itself."
      >
        <Command>{PLAYED}</Command>
        <ul className="mt-4 flex list-disc flex-col gap-2 pl-5 text-sm text-soft">
          <li>
            <Code>type</Code> is <Code>playback.started</Code>, <Code>playback.progress</Code>,{' '}
            <Code>playback.stopped</Code> or <Code>playback.finished</Code>; progress and stopped come with{' '}
            <Code>position</Code> and <Code>duration</Code> in seconds.
          </li>
          <li>
            The title is a <Code>titleId</Code>, a <Code>slug</Code>, or a <Code>name</Code> with its{' '}
            <Code>year</Code>.
          </li>
          <li>Past nine tenths counts as watched; stopped before three tenths, as given up.</li>
          <li>
            Each <Code>id</Code> counts once, so an event may be sent again, and in any order. Send up to 500
            at a time; the answer names those that could not be read, and why.
          </li>
          <li>
            An episode comes with the name of its series, and may say <Code>season</Code> and{' '}
            <Code>episode</Code>. It begins the series; with <Code>"last": true</Code>, its end is the end of
            the series.
          </li>
        </ul>
      </Setting>
    </SettingsFrame>
  );
}

const PLAYED = `curl -H "Authorization: Bearer $TOKEN" $MATINEE/api/events \\
  -d '{"events": [{
    "id": "living-room-4711",
    "type": "playback.finished",
    "name": "Heat", "year": 1995,
    "at": "2026-03-14T22:40:00+01:00"
  }]}'`;

function Command({ children }: { readonly children: string }) {
  return (
    <pre className="rounded-panel bg-raised p-4 text-sm break-words whitespace-pre-wrap">
      <code>{children}</code>
    </pre>
  );
}

function Code({ children }: { readonly children: string }) {
  return <code className="text-ink">{children}</code>;
}
