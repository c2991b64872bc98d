import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import {
  AppRouterContext,
  type AppRouterInstance,
} from 'next/dist/shared/lib/app-router-context.shared-runtime';
// biome-ignore lint/correctness/noUnusedImports: JSX is compiled to calls of it where tests run
import React from 'react';
import { renderToString } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { TitleSummary } from '@/lib/catalog/summary.ts';
import type { NightMember, NightView } from '@/lib/nights/types.ts';
import { Night } from './night.tsx';
import { QrCode } from './qr-code.tsx';

const film = (id: number): TitleSummary => ({
  id,
  slug: `film-${id}`,
  name: `Film ${id}`,
  year: 2000 + id,
  kind: 'film',
  genres: ['drama'],
  keywords: [],
  language: 'en',
  runtime: 116,
  makers: ['Somebody Else'],
});
const member = (name: string, more: Partial<NightMember> = {}): NightMember => ({
  id: name,
  name,
  attendance: 'in',
  isHost: false,
  isGuest: false,
  atHostsPhone: false,
  isYou: false,
  ...more,
});
const ana = member('Ana', { isYou: true, isHost: true });
const friday: NightView = {
  id: '6f1ad9f2-0000-4000-8000-000000000000',
  code: 'ACD347',
  name: 'Friday night',
  phase: 'gathering',
  rule: 'average',
  constraints: { unseen: true, longest: 120 },
  hotSeat: false,
  version: 3,
  isHost: true,
  members: [ana, member('Ben')],
  cards: [],
  round: 'deck',
  progress: { members: 2, done: 1, answered: 4, of: 6 },
  answers: {},
  result: null,
  weights: [],
};
const cards = [1, 2, 3].map((id) => ({ title: film(id), words: id === 2 ? 'like Arrival' : null }));
const voting: NightView = { ...friday, phase: 'voting', cards, answers: { Ana: { 1: true } } };

/** What stands on the screen of whoever opens the night, as text. */
function textOf(night: NightView, isSignedIn = true): string {
  const link = `http://localhost/join/${night.code}`;
  const html = renderToString(
    <AppRouterContext.Provider value={{} as AppRouterInstance}>
      <QueryClientProvider client={new QueryClient()}>
        <Night
          initial={night}
          link={link}
          qr={<QrCode text={link} label="The way in" />}
          options={{ genres: [], languages: [], lists: [] }}
          isSignedIn={isSignedIn}
        />
      </QueryClientProvider>
    </AppRouterContext.Provider>,
  );
  return html
    .replace(/<!-- -->/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');
}

describe('a night on the screen', () => {
  it('lets people in by a code, and only the host starts it', () => {
    expect(textOf(friday)).toContain('ACD347');
    expect(textOf(friday)).toContain('Nobody has seen it, up to 2 h.');
    expect(textOf(friday)).toContain('Start with 2 of you');
    const bens = textOf({
      ...friday,
      isHost: false,
      members: [{ ...ana, isYou: false }, member('Ben', { isYou: true })],
    });
    expect(bens).not.toContain('Start with');
    expect(bens).toContain('You are in.');
  });

  it('shows the next card with one’s own reason, and how many are done but never who', () => {
    const shown = textOf(voting);
    expect(shown).toContain('2 of 3');
    expect(shown).toContain('For you: like Arrival');
    expect(shown).toContain('1 of 2 is done');
    expect(shown).not.toContain('Ben');
  });

  it('covers what was said before the phone goes to the next', () => {
    const passed = { ...voting, members: [ana, member('Oma', { atHostsPhone: true })] };
    expect(textOf({ ...passed, answers: { Ana: { 1: true, 2: true, 3: false } } })).toContain(
      'Hand the phone to Oma',
    );
    expect(textOf({ ...passed, answers: { Ana: { 1: true, 2: true, 3: false } } })).not.toMatch(
      /Film|You would watch/,
    );
  });

  it('waits with what one would watch oneself', () => {
    const shown = textOf({ ...voting, answers: { Ana: { 1: true, 2: false, 3: true } } });
    expect(shown).toContain('That is everything from you');
    expect(shown).toMatch(/You would watch 2 of these: Film 1 Film 3/);
  });

  it('puts three side by side in the last round', () => {
    const shown = textOf({ ...voting, phase: 'final', round: 'final', answers: {} });
    expect(shown).toContain('The last round');
    expect(shown).toContain('None of these for me');
  });

  it('tells the decision with a reason for each, and offers a guest to keep it', () => {
    const result = {
      title: film(1),
      decidedBy: 'agreement' as const,
      reasons: [{ memberId: 'Ana', name: 'Ana', words: 'like Arrival' }],
      watched: null,
    };
    const shown = textOf({ ...friday, phase: 'decided', code: '', result });
    expect(shown).toContain('You both agree: Film 1.');
    expect(shown).toContain('Ana: like Arrival');
    expect(shown).toContain('We watched it');
    const gus = member('Gus', { isYou: true, isGuest: true });
    const guests = { ...friday, isHost: false, members: [{ ...ana, isYou: false }, gus], code: '', result };
    expect(textOf({ ...guests, phase: 'decided' }, false)).toContain('Keep your ticket');
  });
});
