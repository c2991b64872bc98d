import Link from 'next/link';
import type { ReactNode } from 'react';
import type { NamedTitles } from '@/lib/feed/types.ts';
import { choiceWords, genreName, starsText } from '@/lib/format.ts';
import type { Explanation, Lift } from '@/lib/recommender/types.ts';

export type SharedEvidence = Explanation['evidence'][number];
type Of<K extends SharedEvidence['kind']> = Extract<SharedEvidence, { kind: K }>;
type EvidenceTextProps = { readonly evidence: SharedEvidence; readonly named: NamedTitles };

/** One thing that spoke for a title, or against it, in words. */
export function EvidenceText({ evidence, named }: EvidenceTextProps): ReactNode {
  const spokeFor = evidence.amount > 0;
  switch (evidence.kind) {
    case 'title':
      return <TitleText evidence={evidence} named={named} />;
    case 'friend':
      return spokeFor ? friendText(evidence) : `Far from what ${evidence.name} likes`;
    case 'choice':
      return choiceText(evidence, named);
    case 'population':
      return spokeFor ? 'Close to what most people like' : 'Far from what most people like';
    case 'adjustment':
      return adjustmentText(evidence);
  }
}

function TitleText({ evidence, named }: { readonly evidence: Of<'title'>; readonly named: NamedTitles }) {
  const title = named[evidence.titleId];
  return (
    <>
      {titleWords(evidence)}{' '}
      {title ? (
        <Link href={`/titles/${title.slug}`} className="title-name underline-offset-4 hover:underline">
          {title.name}
        </Link>
      ) : (
        'a title'
      )}
      {evidence.rating !== null && <span className="text-soft"> · {starsText(evidence.rating)}</span>}
    </>
  );
}

/** Being like a title that was disliked speaks against, being unlike it for. */
function titleWords({ how, rating, amount }: Of<'title'>): string {
  const near = amount > 0 ? 'Unlike' : 'Close to';
  if (how === 'gave-up') return `${near} what you gave up,`;
  if (how === 'dismissed') return `${near} what you were not interested in,`;
  if (rating !== null && rating < 3) return near;
  if (amount < 0) return 'Far from';
  const words = {
    loved: 'You love',
    rated: 'You rated',
    watched: 'You watched',
    listed: 'You want to see',
    started: 'You started',
  };
  return words[how];
}

function friendText({ name, rating, liked }: Of<'friend'>): string {
  if (rating !== null) return `${name} gave it ${starsText(rating)}`;
  return liked ? `${name} loves it` : `It is close to what ${name} likes`;
}

function choiceText({ facet, value, amount }: Of<'choice'>, named: NamedTitles): string {
  const words = facet === 'title' ? (named[Number(value)]?.name ?? 'a title') : choiceWords({ facet, value });
  switch (facet) {
    case 'person':
      return amount < 0 ? `Far from the work of ${words}, whom you asked for` : `You asked for ${words}`;
    case 'title':
      return amount < 0 ? `Far from ${words}, which you named` : `You asked for titles like ${words}`;
    default:
      return amount < 0 ? `Far from ${words}, which you asked for` : `You chose ${words}`;
  }
}

function adjustmentText({ name, value, amount }: Of<'adjustment'>): string {
  switch (name) {
    case 'fit':
      return amount > 0 ? 'How all of it fits you' : 'How little the rest of it fits you';
    case 'fresh':
      return 'It was added lately';
    case 'less-of-genre':
      return `You asked for less ${genreName(value ?? '').toLowerCase()}`;
    case 'less-of-person':
      return `You asked for less of ${value}`;
    case 'unwanted':
      return 'You would rather not see this sort';
    case 'shown-before':
      return 'It was shown to you before';
    case 'novelty':
      return amount > 0 ? 'Few people know it' : 'So widely known that you may have met it';
  }
}

/** What placed it, if that was not its score alone. */
export function liftText(lifted: Lift, kind: 'film' | 'series'): string {
  switch (lifted) {
    case 'variety':
      return 'Others scored higher; this one was lifted for variety.';
    case 'other-kind':
      return `Others scored higher; this one was lifted so that ${kind === 'film' ? 'films' : 'series'} have their place too.`;
    case 'licence':
      return 'Others scored higher; this one was lifted because it costs less to show.';
    case 'drawn':
      return 'It was drawn at random from what just missed the list, so that you meet something else now and then.';
  }
}

export function evidenceKey(evidence: SharedEvidence): string {
  switch (evidence.kind) {
    case 'title':
      return `title ${evidence.titleId}`;
    case 'friend':
      return `friend ${evidence.friendId}`;
    case 'choice':
      return `choice ${evidence.facet} ${evidence.value}`;
    case 'adjustment':
      return `adjustment ${evidence.name} ${evidence.value}`;
    case 'population':
      return 'population';
  }
}
