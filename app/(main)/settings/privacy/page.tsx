import type { Metadata } from 'next';
import Link from 'next/link';
import { Setting, SettingsFrame } from '@/components/account/settings-frame.tsx';
import { AudienceSetting } from '@/components/privacy/audience-setting.tsx';
import { PageLink } from '@/components/privacy/page-link.tsx';
import { sectionWords } from '@/components/privacy/section-words.ts';
import { ViewAsLinks } from '@/components/privacy/view-as-links.tsx';
import { viewerOrSignIn } from '@/lib/session.ts';
import { readAudiences } from '@/lib/social/audience.ts';
import { readPageLink } from '@/lib/social/page-link.ts';

export const metadata: Metadata = { title: 'Privacy' };

export default async function PrivacyPage() {
  const viewer = await viewerOrSignIn('/settings/privacy');
  const [audiences, path] = await Promise.all([readAudiences(viewer.id), readPageLink(viewer.id)]);
  const forLink = Object.values(audiences).filter(
    (audience) => audience === 'link' || audience === 'everyone',
  );
  return (
    <SettingsFrame current="/settings/privacy">
      {sectionWords.map(({ section, title, holds, feeds }) => (
        <Setting key={section} title={title} hint={holds}>
          <AudienceSetting section={section} title={title} audience={audiences[section]} />
          <p className="mt-1 max-w-xl text-sm text-soft">{feeds}</p>
        </Setting>
      ))}
      <Setting title="Your page" hint="Where all of it stands together, each section for those you chose.">
        {viewer.isDemo ? (
          <p className="text-soft">People of the demo have no page outside of it.</p>
        ) : (
          <PageLink key={path} path={path} shownSections={forLink.length} />
        )}
      </Setting>
      <Setting title="View as" hint="The page itself, with the eyes of others.">
        <ViewAsLinks handle={viewer.handle} />
      </Setting>
      <Setting title="Whatever you choose" hint="What holds for all of it.">
        <ul className="flex max-w-xl list-disc flex-col gap-2 pl-5 text-soft">
          <li>Somebody you blocked, or who blocked you, sees none of it while signed in.</li>
          <li>
            What is not for you alone also counts, without names, in a title’s rating here and in what is
            popular, from three people on.
          </li>
          <li>
            At a night and on a shared list, why a title fits you is said to those who see your ratings, diary
            and watchlist.
          </li>
          <li>
            How much each friend counts in your recommendations is under{' '}
            <InlineLink href="/settings/taste">taste</InlineLink>; requests and blocked people are on the{' '}
            <InlineLink href="/friends">friends page</InlineLink>.
          </li>
        </ul>
      </Setting>
    </SettingsFrame>
  );
}

function InlineLink({ href, children }: { readonly href: string; readonly children: string }) {
  return (
    <Link href={href} className="text-ink underline underline-offset-4">
      {children}
    </Link>
  );
}
