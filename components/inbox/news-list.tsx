'use client';

import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { runAction } from '@/components/run-action.ts';
import { RowPoster } from '@/components/title/row-title.tsx';
import { SectionHeading } from '@/components/ui/section-heading.tsx';
import { seeThanks } from '@/lib/actions/sends.ts';
import type { InboxNews } from '@/lib/social/inbox.ts';
import { InboxRow } from './inbox-row.tsx';
import { LetterActions } from './letter-actions.tsx';
import { Ago, PersonName } from './letter-text.tsx';
import type { Step } from './step.ts';
import { TitleLink } from './title-link.tsx';

type NewsListProps = { readonly news: readonly InboxNews[]; readonly take: (step: Step) => void };

/** Thanks that came, and titles for which thanks can be said. To look at it is to have seen it. */
export function NewsList({ news, take }: NewsListProps) {
  const fresh = useFresh(news);
  if (news.length === 0) return null;
  return (
    <section aria-labelledby="news">
      <SectionHeading id="news" title="News" />
      <ul>
        {news.map((item) => (
          <NewsRow key={`${item.kind}:${item.id}`} item={item} isFresh={fresh.has(item.id)} take={take} />
        ))}
      </ul>
    </section>
  );
}

type NewsRowProps = {
  readonly item: InboxNews;
  readonly isFresh: boolean;
  readonly take: (step: Step) => void;
};

function NewsRow({ item, isFresh, take }: NewsRowProps) {
  const { person, title, at, kind } = item;
  return (
    <InboxRow
      picture={<RowPoster title={title} className="w-12" />}
      actions={kind === 'may-thank' && <LetterActions letter={item} isAnswered take={take} />}
    >
      <p className="text-base">
        {kind === 'thanks' ? (
          <>
            <PersonName person={person} /> watched <TitleLink title={title} /> and says thanks
          </>
        ) : (
          <>
            You watched <TitleLink title={title} />, which <PersonName person={person} /> sent you
          </>
        )}
      </p>
      <p>
        {isFresh && <span className="mr-2 font-semibold text-ink">New</span>}
        <Ago at={at} />
      </p>
    </InboxRow>
  );
}

/** The ids that were new when this page first showed them; the server is told that they are seen. */
function useFresh(news: readonly InboxNews[]): ReadonlySet<string> {
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set());
  const { mutate } = useMutation({ mutationFn: () => runAction(seeThanks({})) });
  const unseen = news
    .filter(({ isNew }) => isNew)
    .map(({ id }) => id)
    .join();
  useEffect(() => {
    if (unseen === '') return;
    setFresh((before) => new Set([...before, ...unseen.split(',')]));
    mutate();
  }, [unseen, mutate]);
  return fresh;
}
