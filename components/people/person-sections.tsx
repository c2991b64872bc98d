import { TitleGrid } from '@/components/catalog/title-grid.tsx';
import { CommonTitles } from '@/components/friends/common-titles.tsx';
import { countText } from '@/lib/format.ts';
import type { Section } from '@/lib/social/audience.ts';
import type { PersonPage } from '@/lib/social/profile.ts';
import { PageSection } from './page-section.tsx';
import { SharedDiary } from './shared-diary.tsx';
import { SharedFriends } from './shared-friends.tsx';
import { SharedRatings } from './shared-ratings.tsx';

type PersonSectionsProps = {
  readonly page: PersonPage;
  /** The page's own address with a section as a whole. */
  readonly hrefOf: (whole: Section) => string;
  readonly signedIn: boolean;
  readonly viewerId: string | null;
};

/** Every section that is shown to whoever looks, each with what to say while it is empty. */
export function PersonSections({ page, hrefOf, signedIn, viewerId }: PersonSectionsProps) {
  const { name, ratings, diary, watchlist, friends, common } = page;
  const own = page.relation === 'self';
  return (
    <>
      {ratings && (
        <PageSection
          section="ratings"
          title="Ratings"
          shown={ratings}
          one="rating"
          empty={own ? 'What you rate shows here.' : `${name} has not rated anything yet.`}
          wholeHref={hrefOf('ratings')}
        >
          <SharedRatings ratings={ratings.items} />
        </PageSection>
      )}
      {common.length > 0 && <CommonTitles name={name} titles={common} />}
      {diary && (
        <PageSection
          section="diary"
          title="Diary"
          shown={diary}
          one="viewing"
          empty={own ? 'What you watch shows here.' : `${name} has no viewings in the diary yet.`}
          wholeHref={hrefOf('diary')}
        >
          <SharedDiary viewings={diary.items} />
        </PageSection>
      )}
      {watchlist && (
        <PageSection
          section="watchlist"
          title="Watchlist"
          shown={watchlist}
          one="title"
          empty={own ? 'What you want to watch shows here.' : `${name}’s watchlist is empty.`}
          wholeHref={hrefOf('watchlist')}
        >
          <TitleGrid titles={watchlist.items} signedIn={signedIn} />
        </PageSection>
      )}
      {friends && (
        <PageSection
          section="friends"
          title="Friends"
          shown={friends}
          one="friend"
          empty={own ? 'Your friends show here.' : `${name} has no friends to show here.`}
          wholeHref={hrefOf('friends')}
          note={hiddenText(friends.hidden)}
        >
          <SharedFriends friends={friends.items} viewerId={viewerId} />
        </PageSection>
      )}
    </>
  );
}

function hiddenText(hidden: number): string | undefined {
  if (hidden === 0) return undefined;
  return `${countText(hidden, 'friend')} not shown: who is a friend is for both to say.`;
}
