import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import { cache } from 'react';
import { PersonView } from '@/components/people/person-view.tsx';
import { VisitorActions } from '@/components/people/visitor-actions.tsx';
import { ButtonLink } from '@/components/ui/button.tsx';
import { currentViewer } from '@/lib/session.ts';
import { parseSection, readPageByLink } from '@/lib/social/profile.ts';

type Props = {
  readonly params: Promise<{ readonly token: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const readPage = cache(async (token: string, all: unknown) =>
  readPageByLink((await currentViewer())?.id ?? null, token, parseSection(all)),
);

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const page = await readPage((await params).token, (await searchParams).all);
  // The address is a secret: no list of a search engine, no note of where a visitor came from.
  return {
    title: page?.name ?? 'Not here',
    robots: { index: false, follow: false },
    referrer: 'no-referrer',
  };
}

/** A person's page for whoever was given its address. */
export default async function PageByLinkRoute({ params, searchParams }: Props) {
  const [{ token }, { all }, viewer] = await Promise.all([params, searchParams, currentViewer()]);
  const page = await readPage(token, all);
  if (!page) notFound();
  if (page.relation === 'self') redirect(`/people/${page.handle}?as=link`);
  const path = `/p/${token}`;
  const actions = viewer ? (
    <ButtonLink href={`/people/${page.handle}`} variant="quiet">
      {page.relation === 'friends' ? 'You are friends' : 'Be friends'}
    </ButtonLink>
  ) : (
    <VisitorActions path={`/people/${page.handle}`} />
  );
  return (
    <PersonView
      page={page}
      at={{ path }}
      signedIn={viewer !== null}
      viewerId={viewer?.id ?? null}
      actions={actions}
    />
  );
}
