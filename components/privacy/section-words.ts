import type { Audience } from '@/db/schema/people.ts';
import type { Section } from '@/lib/social/audience.ts';

type SectionWords = {
  readonly section: Section;
  readonly title: string;
  readonly holds: string;
  /** Where else it shows. */
  readonly feeds: string;
};

export const sectionWords: readonly SectionWords[] = [
  {
    section: 'ratings',
    title: 'Ratings',
    holds: 'Your stars, your loves and your notes.',
    feeds:
      'Friends see them on titles, under Activity and Latest; their recommendations learn from them, and your match is reckoned from them.',
  },
  {
    section: 'diary',
    title: 'Diary',
    holds: 'What you watched, and when.',
    feeds:
      'Friends see “has seen it” on titles, and what you watched and with whom under Activity and Latest.',
  },
  {
    section: 'watchlist',
    title: 'Watchlist',
    holds: 'What you want to watch.',
    feeds: 'Friends see “wants to see it” on titles, and what you add under Activity and Latest.',
  },
  {
    section: 'friends',
    title: 'Friends',
    holds: 'Who your friends are.',
    feeds:
      'It takes both of you: on a friend’s page you stand for their friends unless this is for you alone, and for others only if it is for them too.',
  },
];

export const audienceWords: readonly { readonly value: Audience; readonly label: string }[] = [
  { value: 'me', label: 'Only me' },
  { value: 'friends', label: 'Friends' },
  { value: 'link', label: 'With the link' },
  { value: 'everyone', label: 'Everyone' },
];

/** The choice in a whole sentence. */
export function audienceSentence(section: Section, audience: Audience): string {
  switch (audience) {
    case 'me':
      return section === 'ratings'
        ? 'Nobody but you. Friends’ ratings are hidden from you too, except those that are for everyone.'
        : 'Nobody but you.';
    case 'friends':
      return section === 'ratings' ? 'You and your friends, and you see theirs.' : 'You and your friends.';
    case 'link':
      return 'Friends, and whoever has the link to your page, signed in or not.';
    case 'everyone':
      return 'Anybody who can open this Matinee, signed in or not. Search engines too.';
  }
}
