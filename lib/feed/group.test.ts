import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTestDatabase } from '../../db/testing/database.ts';
import { befriend, makeUser } from '../../db/testing/factories.ts';
import { statementsOf } from '../../db/testing/statements.ts';
import { chooseTaste } from '../account/taste.ts';
import { flagTitle } from '../catalog/flag.ts';
import { closeEngine, goLive } from '../inference/live.ts';
import { dismiss } from '../library/dismiss.ts';
import { muteTitle } from '../library/mute.ts';
import { rateTitle } from '../library/rate.ts';
import { setWatchlisted } from '../library/watchlist.ts';
import { composeGroupDeck, countGroupPool, type DeckOptions, suggestForMembers } from './group.ts';
import { type House, makeHouse } from './testing/house.ts';

let house: House;
let dark: Awaited<ReturnType<typeof makeUser>>;
let light: Awaited<ReturnType<typeof makeUser>>;

beforeAll(async () => {
  await createTestDatabase();
  house = await makeHouse();
  [dark, light] = [await makeUser(), await makeUser()];
  for (const row of [0, 2, 4, 6]) await rateTitle(dark.id, house.ids[row]!, 5);
  for (const row of [1, 3, 5, 7]) await rateTitle(light.id, house.ids[row]!, 5);
});
beforeEach(() => goLive(house.engine));
afterEach(() => vi.restoreAllMocks());

const person = (user: { id: string }, key = user.id) => ({ key, userId: user.id });
const asked = (change: Partial<DeckOptions> = {}): DeckOptions => ({
  members: [person(dark, 'dark'), person(light, 'light')],
  constraints: {},
  fromTitles: null,
  rule: 'average',
  weights: {},
  size: 10,
  seed: 7,
  ...change,
});
const deal = (change: Partial<DeckOptions> = {}) => composeGroupDeck(asked(change));
const idsOf = ({ items }: Awaited<ReturnType<typeof deal>>) => items.map(({ titleId }) => titleId);
const rowsOf = (deck: Awaited<ReturnType<typeof deal>>) => idsOf(deck).map((id) => house.ids.indexOf(id));

describe('the deck of a group', () => {
  it('is the same for the same people and seed, whoever is named first, and another for another seed', async () => {
    const first = await deal();
    expect(first.items).toHaveLength(10);
    expect(new Set(idsOf(first)).size).toBe(10);
    expect(await deal()).toEqual(first);
    const { members } = asked();
    expect(idsOf(await deal({ members: [...members].reverse() }))).toEqual(idsOf(first));
    expect(idsOf(await deal({ seed: 8 }))).not.toEqual(idsOf(first));
  });

  it('is made by the live model, and says for each member how much a title is theirs and why', async () => {
    const { modelVersion, items } = await deal();
    expect(modelVersion).toBe('world-1');
    for (const { members } of items) {
      expect(Object.keys(members).sort()).toEqual(['dark', 'light']);
      for (const { fit, words } of Object.values(members)) {
        expect(fit).toBeGreaterThanOrEqual(0);
        expect(fit).toBeLessThanOrEqual(1);
        if (fit < 0.5) expect(words).toBeNull();
      }
    }
    const words = (key: string) => items.flatMap(({ members }) => members[key]!.words ?? []).join();
    expect(words('dark')).toMatch(/Night/);
    expect(words('dark')).not.toMatch(/Day/);
    expect(words('light')).not.toMatch(/Night/);
  });

  it('is for those who have a say', async () => {
    const alone = await deal({ members: [person(dark, 'dark')] });
    expect(idsOf(await deal({ weights: { light: 0 } })).slice(0, 5)).toEqual(idsOf(alone).slice(0, 5));
  });

  it('deals nothing that somebody dismissed or does not want used, nothing flagged, nothing above the lowest limit', async () => {
    const [child, operator] = [await makeUser({ maturityLimit: 7 }), await makeUser({ role: 'operator' })];
    const [dismissed, muted, flagged] = [house.ids[9]!, house.ids[11]!, house.ids[13]!];
    await dismiss(child.id, { scope: 'title', value: String(dismissed) });
    await rateTitle(child.id, muted, 5);
    await muteTitle(child.id, muted, true);
    const facts = house.engine.facts;
    vi.spyOn(house.engine, 'facts').mockImplementation((row) => ({
      ...facts(row),
      flagged: facts(row).id === flagged,
    }));
    await flagTitle(operator.id, flagged, true);
    const members = [...asked().members, person(child)];
    const rows = rowsOf(await deal({ members, size: 40 }));
    expect(rows.every((row) => row % 2 === 1)).toBe(true);
    expect(rows).toHaveLength(17);
    expect(await countGroupPool(asked({ members }))).toBe(17);
    await flagTitle(operator.id, flagged, false);
  });

  it('keeps to what tonight’s title must be', async () => {
    const count = (constraints: DeckOptions['constraints'], fromTitles: DeckOptions['fromTitles'] = null) =>
      countGroupPool(asked({ constraints, fromTitles }));
    expect(await count({})).toBe(40);
    expect(await count({ longest: 99 })).toBe(0);
    expect(await count({ longest: 100 })).toBe(40);
    expect(await count({ maturity: 12 })).toBe(20);
    expect(await count({ languages: ['te', 'ko'] })).toBe(6);
    expect(await count({ kind: 'series' })).toBe(8);
    expect(await count({ genres: ['thriller', 'drama'] })).toBe(20);
    expect(await count({ unseen: true })).toBe(32);
    expect(await count({}, new Set(house.ids.slice(10, 15)))).toBe(5);
    expect(await count({ kind: 'series', unseen: true, maturity: 12, languages: [], genres: [] })).toBe(4);
    const deck = await deal({ constraints: { kind: 'series', languages: ['en'] }, size: 30 });
    expect(rowsOf(deck).sort((a, b) => a - b)).toEqual([8, 9, 18, 19, 29, 38, 39]);
    expect(deck.available).toBe(7);
    const none = await deal({ constraints: { longest: 10 } });
    expect(none).toMatchObject({ items: [], available: 0 });
  });

  it('deals what a member has seen only where it is not to be new, and not what they disliked', async () => {
    const hater = await makeUser();
    for (const row of [0, 2, 4]) await rateTitle(hater.id, house.ids[row]!, 5);
    await rateTitle(hater.id, house.ids[6]!, 1);
    const members = [person(hater, 'hater')];
    const open = await deal({ members, size: 40 });
    const fitOf = (row: number) =>
      open.items.find(({ titleId }) => titleId === house.ids[row])!.members.hater!.fit;
    expect(fitOf(6)).toBe(0);
    expect(fitOf(2)).toBeLessThanOrEqual(0.7);
    const unseen = rowsOf(await deal({ members, constraints: { unseen: true }, size: 40 }));
    for (const row of [0, 2, 4, 6]) expect(unseen).not.toContain(row);
  });

  it('hears members alone, and nothing of their friends', async () => {
    const before = await deal();
    const friend = await makeUser();
    for (const row of [21, 23, 25]) await rateTitle(friend.id, house.ids[row]!, 5);
    await befriend(dark, friend);
    await befriend(dark, light);
    const heard = await statementsOf(async () => expect(idsOf(await deal())).toEqual(idsOf(before)));
    expect(JSON.stringify(heard)).not.toContain(friend.id);
  });

  it('deals what is well known where nobody has a taste, no model is loaded or the model fails', async () => {
    const stranger = { key: 'guest', userId: null };
    const strangers = await deal({ members: [stranger, person(await makeUser())] });
    expect(strangers.modelVersion).toBeNull();
    expect(strangers.items).toHaveLength(10);
    expect(strangers.items.every(({ members }) => Object.keys(members).length === 0)).toBe(true);
    expect(Math.max(...rowsOf(strangers))).toBeLessThan(20);
    vi.spyOn(house.engine, 'encode').mockRejectedValue(new Error('the inference worker is gone'));
    expect((await deal()).modelVersion).toBeNull();
    await closeEngine();
    const without = await deal();
    expect(without).toMatchObject({ modelVersion: null, available: 40 });
    expect(without.items).toHaveLength(10);
  });

  it('scores nobody who is a guest or has no history, and lets them count in no rule', async () => {
    const members = [...asked().members, { key: 'guest', userId: null }, person(await makeUser(), 'new')];
    const [with_, without] = [
      await deal({ members, rule: 'least-misery' }),
      await deal({ rule: 'least-misery' }),
    ];
    expect(with_).toEqual(without);
  });

  it('scores whoever only chose genres', async () => {
    const chooser = await makeUser();
    await chooseTaste(chooser.id, { genres: ['comedy'], languages: [] });
    const { items } = await deal({ members: [person(chooser, 'chooser')] });
    expect(items[0]!.members.chooser!.words).toBe('comedy');
  });
});

describe('whoever opted out', () => {
  it('is not scored, nothing of their taste is read, and what they have seen only filters', async () => {
    const out = await makeUser({ personalised: false });
    for (const row of [10, 12, 14]) await rateTitle(out.id, house.ids[row]!, 5);
    await dismiss(out.id, { scope: 'title', value: String(house.ids[16]) });
    const members = [...asked().members, person(out, 'out')];
    const before = { ...house.engine.calls };
    const heard = await statementsOf(async () => {
      const deck = await deal({ members: [person(out, 'out')], constraints: { unseen: true }, size: 40 });
      expect(deck.modelVersion).toBeNull();
      expect(deck.available).toBe(36);
    });
    expect(house.engine.calls).toEqual(before);
    const words = heard.map(({ text }) => text.replaceAll('"', '').replace(/\s+/g, ' '));
    for (const table of ['taste_choices', 'features', 'events', 'friendships', 'slates'])
      expect(words.filter((text) => new RegExp(`(from|join) ${table}\\b`).test(text))).toEqual([]);
    const ofDiary = words.filter((text) => /(from|join) (library_entries|dismissals|watches)\b/.test(text));
    expect(ofDiary).toHaveLength(1);
    expect(ofDiary[0]).toContain('bool_or(seen)');
    const deck = await deal({ members, size: 40 });
    expect(deck.items.every(({ members: scored }) => !('out' in scored))).toBe(true);
    expect(rowsOf(deck)).not.toContain(16);
    expect(rowsOf(deck)).toContain(10);
  });

  it('is named in no statement that reads a taste, even beside others who are scored', async () => {
    const out = await makeUser({ personalised: false });
    await rateTitle(out.id, house.ids[20]!, 5);
    const heard = await statementsOf(() => deal({ members: [...asked().members, person(out, 'out')] }));
    const naming = heard.filter(({ values }) => JSON.stringify(values).includes(out.id));
    expect(naming.map(({ text }) => /bool_or\(seen\)|maturity_limit/.test(text))).toEqual([true, true]);
  });
});

describe('suggestions for a list of several people', () => {
  it('are new to all of them, not on the list, and say for whom they are why', async () => {
    const excluded = [house.ids[8]!, house.ids[9]!];
    await setWatchlisted(dark.id, house.ids[10]!, true);
    const found = await suggestForMembers([dark.id, light.id], excluded, 12);
    expect(found).toHaveLength(12);
    const rows = found.map(({ titleId }) => house.ids.indexOf(titleId));
    for (const row of [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]) expect(rows).not.toContain(row);
    for (const { words } of found) expect(Object.keys(words).sort()).toEqual([dark.id, light.id].sort());
    expect(found.some(({ words }) => words[dark.id])).toBe(true);
    expect(await suggestForMembers([dark.id, light.id], excluded, 12)).toEqual(found);
    expect(await suggestForMembers([], excluded, 3)).toHaveLength(3);
  });
});
