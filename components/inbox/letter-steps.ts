import type { QueryClient } from '@tanstack/react-query';
import { runAction } from '@/components/run-action.ts';
import { ownKey } from '@/components/title/own-state.ts';
import * as sends from '@/lib/actions/sends.ts';
import type { OwnState, TitleSummary } from '@/lib/catalog/summary.ts';
import type { Inbox, InboxItem, InboxNews } from '@/lib/social/inbox.ts';
import type { Person } from '@/lib/social/people.ts';
import { type LetterState, showLetterState } from './letter-state.ts';
import type { Step } from './step.ts';

/** A title that a friend sent, as far as its answers need to know it. */
export type Letter = { readonly id: string; readonly person: Person; readonly title: TitleSummary };

/** Onto the watchlist. The way back takes it off only where it was not there before. */
export function acceptLetter(client: QueryClient, letter: Letter): Step {
  const { id, title } = letter;
  let added = false;
  return {
    send: async () => {
      const accepted = await runAction(sends.acceptSend({ sendId: id }));
      added = accepted.added;
      client.setQueryData(ownKey(title.id), accepted.own);
    },
    foresee: withoutLetter(id),
    also: () => show(client, letter, 'accepted', true),
    said: `${title.name} is on your watchlist.`,
    undo: () => reopenLetter(client, letter, added),
  };
}

/** Nobody is told. */
export function declineLetter(client: QueryClient, letter: Letter): Step {
  const { id, person } = letter;
  return {
    send: () => runAction(sends.declineSend({ sendId: id })),
    foresee: withoutLetter(id),
    also: () => show(client, letter, 'declined'),
    said: `Put away. ${person.name} is not told.`,
    undo: () => reopenLetter(client, letter, false),
  };
}

function reopenLetter(client: QueryClient, letter: Letter, takeOff: boolean): Step {
  const { id, title } = letter;
  return {
    send: async () =>
      client.setQueryData(ownKey(title.id), await runAction(sends.reopenSend({ sendId: id, takeOff }))),
    also: () => show(client, letter, 'sent', takeOff ? false : undefined),
    said: `${title.name} waits for your answer again.`,
  };
}

export function thankFor(client: QueryClient, letter: Letter, before: LetterState): Step {
  const { id, title, person } = letter;
  return {
    send: () => runAction(sends.thankSender({ sendId: id })),
    foresee: withoutLetter(id),
    also: () => show(client, letter, 'thanked'),
    said: `${person.name} will read that you watched ${title.name} and say thanks.`,
    undo: () => ({
      send: () => runAction(sends.takeBackThanks({ sendId: id })),
      also: () => show(client, letter, before),
      said: 'Your thanks are taken back.',
    }),
  };
}

/** Thanks that came stay news, whatever becomes of the letter they are for. */
function withoutLetter(id: string) {
  const stays = (row: InboxItem | InboxNews) =>
    row.kind === 'friend-request' || row.kind === 'thanks' || row.id !== id;
  return (inbox: Inbox): Inbox => ({
    ...inbox,
    waiting: inbox.waiting.filter(stays),
    news: inbox.news.filter(stays),
  });
}

function show(
  client: QueryClient,
  { id, title }: Letter,
  state: LetterState,
  watchlisted?: boolean,
): () => void {
  const hideState = showLetterState(client, id, state);
  const key = ownKey(title.id);
  const before = client.getQueryData<OwnState>(key);
  if (before && watchlisted !== undefined) client.setQueryData<OwnState>(key, { ...before, watchlisted });
  return () => {
    hideState();
    if (before) client.setQueryData(key, before);
  };
}
