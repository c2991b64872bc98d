import { Avatar } from '@/components/ui/avatar.tsx';
import { choiceWords, genreName, languageName, listText, starsText } from '@/lib/format.ts';
import type { Known, Reason } from '@/lib/recommender/types.ts';

/** The sentence under a poster, in the app's voice. */
export function ReasonText({ reason }: { readonly reason: Reason }) {
  switch (reason.kind) {
    case 'because-you':
      return (
        <>
          {ownWords(reason.how)} <i className="title-name">{reason.titleName}</i>
          {reason.how === 'rated' && reason.rating !== null && `, ${starsText(reason.rating)}`}
        </>
      );
    case 'friend':
      return (
        <>
          <span className="mr-1.5 inline-flex align-middle">
            <Avatar name={reason.friends[0]?.name ?? ''} size={18} decorative />
          </span>
          {friendWords(reason)}
        </>
      );
    case 'choice':
      return reason.facet === 'title' ? (
        <>
          Because you named <i className="title-name">{reason.value}</i>
        </>
      ) : (
        choiceReason(reason)
      );
    case 'near-person':
      return <>Close to the work of {reason.name}</>;
    case 'popular':
      return (
        <>
          Popular{reason.genre || reason.language ? ` in ${groupWords(reason.language, reason.genre)}` : ''}
        </>
      );
    case 'new':
      return <>New here</>;
    case 'newest':
      return <>Among the newest</>;
    case 'explore':
      return <>Something to try</>;
  }
}

function ownWords(how: Known): string {
  const words = {
    loved: 'Because you love',
    rated: 'Because you rated',
    watched: 'Because you watched',
    listed: 'Because you want to see',
    started: 'Because you started',
    'gave-up': 'Because you gave up',
    dismissed: 'Because you were not interested in',
  };
  return words[how];
}

function choiceReason({ facet, value }: Extract<Reason, { kind: 'choice' }>): string {
  const words = choiceWords({ facet, value });
  switch (facet) {
    case 'language':
      return `In ${words}, as you asked`;
    case 'decade':
      return `From ${words}, as you asked`;
    default:
      return `${words.charAt(0).toUpperCase()}${words.slice(1)}, as you asked`;
  }
}

function friendWords({ friends, verb }: Extract<Reason, { kind: 'friend' }>): string {
  const names = friends.slice(0, 2).map(({ name }) => name.split(' ')[0]!);
  const more = friends.length - names.length;
  const who = more > 0 ? `${names.join(', ')} and ${more} more` : listText(names);
  const verbs = {
    loved: 'loved it',
    watched: 'watched it',
    wants: friends.length > 1 ? 'want to see it' : 'wants to see it',
  };
  return verb === 'taste'
    ? `Close to what ${who} ${friends.length > 1 ? 'like' : 'likes'}`
    : `${who} ${verbs[verb]}`;
}

/** ("te", "romance") → "Telugu romance"; (null, "crime") → "crime" */
export function groupWords(language: string | null, genre: string | null): string {
  const kind = genre ? genreName(genre).toLowerCase() : 'titles';
  return language ? `${languageName(language)} ${kind}` : kind;
}
