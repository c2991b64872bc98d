import { describe, expect, it } from 'vitest';
import type { TitleSummary } from '@/lib/catalog/summary.ts';
import type { NightMember, NightView } from '@/lib/nights/types.ts';
import { answersOf, lastAnswered, nextCard, votersHere } from './answers.ts';
import type { SpokenVote } from './vote-sender.ts';

const card = (id: number) => ({
  title: { id, slug: `film-${id}`, name: `Film ${id}` } as TitleSummary,
  words: null,
});
const member = (id: string, more: Partial<NightMember> = {}): NightMember => ({
  id,
  name: id,
  attendance: 'in',
  isHost: false,
  isGuest: false,
  atHostsPhone: false,
  isYou: false,
  ...more,
});
const cards = [card(1), card(2), card(3)];
const night = (more: Partial<NightView> = {}) =>
  ({ round: 'deck', answers: {}, cards, ...more }) as NightView;
const spoken = (
  titleId: number,
  answer: boolean | null,
  round: SpokenVote['round'] = 'deck',
): SpokenVote => ({
  memberId: 'ana',
  titleId,
  round,
  answer,
  turn: titleId,
  recordedAs: null,
});

describe('what a member has answered', () => {
  it('is what the server knows, with what was said since', () => {
    const known = night({ answers: { ana: { 1: true, 2: false } } });
    expect(answersOf(known, 'ana', [spoken(2, true), spoken(3, false)])).toEqual({
      1: true,
      2: true,
      3: false,
    });
  });

  it('leaves out what was taken back, what belongs to another round, and what another said', () => {
    const known = night({ answers: { ana: { 1: true } } });
    expect(answersOf(known, 'ana', [spoken(1, null), spoken(2, true, 'final')])).toEqual({});
    expect(answersOf(known, 'ben', [spoken(3, true)])).toEqual({});
  });
});

describe('the way through the deck', () => {
  it('goes on with the first card that has no answer, and ends', () => {
    expect(nextCard(cards, { 1: true, 3: true })?.title.id).toBe(2);
    expect(nextCard(cards, { 1: true, 2: false, 3: true })).toBeNull();
  });

  it('goes back to what was said last here, and after a reload to the last of the deck', () => {
    expect(lastAnswered(cards, { 1: true, 2: true, 3: true }, [3, 1])).toBe(1);
    expect(lastAnswered(cards, { 1: true, 2: true }, [])).toBe(2);
    expect(lastAnswered(cards, { 2: true }, [2, 3])).toBe(2);
    expect(lastAnswered(cards, {}, [1])).toBeNull();
  });
});

describe('who votes at this browser', () => {
  const ana = member('ana', { isYou: true, isHost: true });
  const oma = member('oma', { atHostsPhone: true });

  it('is the host with everybody who has no phone', () => {
    const there = night({ isHost: true, members: [ana, member('ben'), oma] });
    expect(votersHere(there).map(({ id }) => id)).toEqual(['ana', 'oma']);
  });

  it('is nobody who cannot come, and at another phone only oneself', () => {
    const out = night({ isHost: true, members: [{ ...ana, attendance: 'out' }, oma] });
    expect(votersHere(out).map(({ id }) => id)).toEqual(['oma']);
    const elsewhere = night({ isHost: false, members: [member('ben', { isYou: true }), oma] });
    expect(votersHere(elsewhere).map(({ id }) => id)).toEqual(['ben']);
  });
});
