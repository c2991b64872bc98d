import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { database } from '../../db/client.ts';
import { events } from '../../db/schema/log.ts';
import { users } from '../../db/schema/people.ts';
import { sends } from '../../db/schema/sends.ts';
import { createTestDatabase } from '../../db/testing/database.ts';
import { befriend, makeTitle, makeUser } from '../../db/testing/factories.ts';
import { readOwnState } from '../library/state.ts';
import { watchTitle } from '../library/watch.ts';
import { setWatchlisted } from '../library/watchlist.ts';
import { readVersions } from '../live/topics.ts';
import { blockPerson } from './blocks.ts';
import { removeFriend } from './friendships.ts';
import { countInbox, readInbox } from './inbox.ts';
import { readRecipients, readSent, readSentToYou } from './read-sends.ts';
import { acceptSend, declineSend, reopenSend } from './received.ts';
import { type Sent, sendTitle, takeBackSends } from './sends.ts';
import { seeThanks, takeBackThanks, thankSender } from './thanks.ts';

beforeAll(createTestDatabase);

let ana: Awaited<ReturnType<typeof makeUser>>;
let ben: Awaited<ReturnType<typeof makeUser>>;
let title: Awaited<ReturnType<typeof makeTitle>>;

beforeEach(async () => {
  [ana, ben, title] = [await makeUser(), await makeUser(), await makeTitle({ maturity: 12 })];
  await befriend(ana, ben);
});

async function send(note = '', id: string = randomUUID(), to = ben): Promise<Sent> {
  const [sent] = await sendTitle(ana.id, { titleId: title.id, userIds: [to.id], note, ids: [id] });
  return sent!;
}

const titlesOf = async (person: { id: string }) =>
  (await readInbox(person.id)).waiting.flatMap((item) => (item.kind === 'title' ? [item] : []));
const stateOf = async (person: { id: string }) =>
  (await readSent(person.id)).entries.map(({ state, note }) => [state, note]);
const waitingOf = async (person: { id: string }) => (await countInbox(person.id)).waiting;
const versionOf = async ({ id }: { id: string }) =>
  (await readVersions([`person:${id}`])).get(`person:${id}`) ?? 0;
const watched = () =>
  watchTitle(ben.id, { watchId: randomUUID(), titleId: title.id, watchedOn: '2026-11-01', precision: 'day' });

describe('sending a title', () => {
  it('lays it with its note into the friend’s inbox, and tells both their browsers', async () => {
    const before = [await versionOf(ana), await versionOf(ben)];
    await send('  for a rainy evening ');
    expect(await titlesOf(ben)).toMatchObject([
      { person: { handle: ana.handle }, title: { id: title.id }, note: 'for a rainy evening' },
    ]);
    expect(await waitingOf(ben)).toBe(1);
    expect(await waitingOf(ana)).toBe(0);
    expect([await versionOf(ana), await versionOf(ben)]).toEqual(before.map((version) => version + 1));
  });

  it('a repeated request is one letter, even when both run at once', async () => {
    const id = randomUUID();
    await Promise.all([send('once', id), send('once', id), send('once', id)]);
    expect(await send('once', id)).toEqual({ id, userId: ben.id, noteBefore: null });
    expect(await titlesOf(ben)).toHaveLength(1);
  });

  it('a repeated request after the answer changes nothing', async () => {
    const { id } = await send('once');
    await acceptSend(ben.id, id);
    await send('once', id);
    expect(await titlesOf(ben)).toEqual([]);
    expect(await stateOf(ana)).toEqual([['accepted', 'once']]);
  });

  it('the same title to the same friend is one letter while it is not answered, with the newer note', async () => {
    const first = await send('the first words');
    expect(await send('better words')).toEqual({
      id: first.id,
      userId: ben.id,
      noteBefore: 'the first words',
    });
    expect(await send('')).toMatchObject({ id: first.id, noteBefore: 'better words' });
    expect(await titlesOf(ben)).toMatchObject([{ id: first.id, note: 'better words' }]);
  });

  it('an id of another letter is refused', async () => {
    const { id } = await send();
    const other = await makeUser();
    await befriend(ana, other);
    await expect(send('', id, other)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('goes only to friends: one stranger among them and nothing is sent', async () => {
    const stranger = await makeUser();
    const both = {
      titleId: title.id,
      userIds: [ben.id, stranger.id],
      note: '',
      ids: [randomUUID(), randomUUID()],
    };
    const refused = sendTitle(ana.id, both);
    await expect(refused).rejects.toMatchObject({ code: 'not-found' });
    const nobody = sendTitle(ana.id, { ...both, userIds: [ben.id, randomUUID()] });
    const words = (error: Error) => error.message;
    expect(await nobody.catch(words)).toBe(await refused.catch(words));
    expect(await titlesOf(ben)).toEqual([]);
  });

  it('a title the sender may not see, a flagged one and none at all are refused alike', async () => {
    const tooMature = await makeTitle({ maturity: 18 });
    const flagged = await makeTitle({ flagged: true });
    await database().update(users).set({ maturityLimit: 16 }).where(eq(users.id, ana.id));
    for (const titleId of [tooMature.id, flagged.id, 999_999]) {
      const sent = sendTitle(ana.id, { titleId, userIds: [ben.id], note: '', ids: [randomUUID()] });
      await expect(sent).rejects.toThrow('That title is not here to be sent.');
    }
  });

  it('above the friend’s maturity limit it looks sent, and is neither shown nor counted nor to be answered', async () => {
    await database().update(users).set({ maturityLimit: 6 }).where(eq(users.id, ben.id));
    const { id } = await send();
    expect(await stateOf(ana)).toEqual([['sent', '']]);
    expect(await titlesOf(ben)).toEqual([]);
    expect(await waitingOf(ben)).toBe(0);
    await expect(acceptSend(ben.id, id)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('can be taken back until it is accepted', async () => {
    const { id } = await send();
    await takeBackSends(ana.id, [{ id, noteBefore: null }]);
    expect(await titlesOf(ben)).toEqual([]);
    expect(await stateOf(ana)).toEqual([]);
    const again = await send();
    await acceptSend(ben.id, again.id);
    await expect(takeBackSends(ana.id, [{ id: again.id, noteBefore: null }])).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  it('taking back a newer note brings the older one back', async () => {
    await send('old');
    const { id, noteBefore } = await send('new');
    await takeBackSends(ana.id, [{ id, noteBefore }]);
    expect(await titlesOf(ben)).toMatchObject([{ note: 'old' }]);
  });

  it('nobody takes back, answers or reads what is between others', async () => {
    const { id } = await send();
    const eve = await makeUser();
    await befriend(eve, ben);
    await takeBackSends(eve.id, [{ id, noteBefore: null }]);
    for (const verb of [acceptSend, declineSend, thankSender]) {
      await expect(verb(eve.id, id)).rejects.toMatchObject({ code: 'not-found' });
      await expect(verb(ana.id, id)).rejects.toMatchObject({ code: 'not-found' });
    }
    expect(await titlesOf(eve)).toEqual([]);
    expect(await readSentToYou(eve.id, title.id)).toEqual([]);
    expect(await titlesOf(ben)).toHaveLength(1);
  });
});

describe('an answer', () => {
  it('accepted, it is on the watchlist once, however often', async () => {
    const { id } = await send();
    expect(await acceptSend(ben.id, id)).toMatchObject({ added: true, own: { watchlisted: true } });
    expect(await acceptSend(ben.id, id)).toMatchObject({ added: false, own: { watchlisted: true } });
    const told = await database()
      .select({ id: events.id })
      .from(events)
      .where(and(eq(events.userId, ben.id), eq(events.type, 'watchlisted')));
    expect(told).toHaveLength(1);
    expect(await titlesOf(ben)).toEqual([]);
    expect(await stateOf(ana)).toEqual([['accepted', '']]);
  });

  it('the way back leaves on the watchlist what was there before', async () => {
    await setWatchlisted(ben.id, title.id, true);
    const { id } = await send();
    const { added } = await acceptSend(ben.id, id);
    expect(added).toBe(false);
    await reopenSend(ben.id, id, added);
    expect((await readOwnState(ben.id, title.id)).watchlisted).toBe(true);
    expect(await titlesOf(ben)).toHaveLength(1);
    expect(await stateOf(ana)).toEqual([['sent', '']]);
  });

  it('the way back takes off what the answer put on', async () => {
    const { id } = await send();
    await acceptSend(ben.id, id);
    expect(await reopenSend(ben.id, id, true)).toMatchObject({ watchlisted: false });
  });

  it('declined, the sender cannot tell it from silence: not by its state, not by a sign, not by sending it again', async () => {
    const { id } = await send('first');
    const before = await versionOf(ana);
    await declineSend(ben.id, id);
    expect(await versionOf(ana)).toBe(before);
    expect(await stateOf(ana)).toEqual([['sent', 'first']]);
    expect((await readRecipients(ana.id, title.id))[0]?.waitingNote).toBe('first');
    expect(await send('second')).toMatchObject({ id, noteBefore: 'first' });
    expect(await stateOf(ana)).toEqual([['sent', 'second']]);
    expect(await titlesOf(ben)).toEqual([]);
    expect(await waitingOf(ben)).toBe(0);
    await takeBackSends(ana.id, [{ id, noteBefore: null }]);
    expect(await stateOf(ana)).toEqual([]);
  });

  it('the way back from a decline lets it wait again, and the sender hears nothing of that either', async () => {
    const { id } = await send();
    await declineSend(ben.id, id);
    const before = await versionOf(ana);
    await reopenSend(ben.id, id, false);
    expect(await titlesOf(ben)).toHaveLength(1);
    expect(await versionOf(ana)).toBe(before);
  });

  it('the end of a friendship and a block hide letters on both sides', async () => {
    const { id } = await send();
    await removeFriend(ben.id, ana.id);
    expect([await titlesOf(ben), await stateOf(ana), await waitingOf(ben)]).toEqual([[], [], 0]);
    await expect(acceptSend(ben.id, id)).rejects.toMatchObject({ code: 'not-found' });
    await befriend(ana, ben);
    expect(await titlesOf(ben)).toHaveLength(1);
    await blockPerson(ben.id, ana.id);
    expect([await titlesOf(ben), await stateOf(ana), await waitingOf(ben)]).toEqual([[], [], 0]);
    await expect(send()).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('thanks', () => {
  it('are said once it was seen, stand in the sender’s inbox, and count until the sender has seen them', async () => {
    const { id } = await send();
    await acceptSend(ben.id, id);
    await expect(thankSender(ben.id, id)).rejects.toMatchObject({ code: 'conflict' });
    await watched();
    expect((await readInbox(ben.id)).news).toEqual([]);
    await thankSender(ben.id, id);
    await thankSender(ben.id, id);
    expect((await readInbox(ana.id)).news).toMatchObject([
      { kind: 'thanks', id, person: { handle: ben.handle }, title: { id: title.id }, isNew: true },
    ]);
    expect(await waitingOf(ana)).toBe(1);
    expect(await stateOf(ana)).toEqual([['thanked', '']]);
    await seeThanks(ana.id);
    expect(await waitingOf(ana)).toBe(0);
    expect((await readInbox(ana.id)).news).toMatchObject([{ id, isNew: false }]);
  });

  it('are offered where it was seen after it was sent', async () => {
    const { id } = await send('see it');
    expect(await readSentToYou(ben.id, title.id)).toMatchObject([{ id, note: 'see it', isAnswered: false }]);
    await acceptSend(ben.id, id);
    await watchTitle(ben.id, {
      watchId: randomUUID(),
      titleId: title.id,
      watchedOn: new Date().toISOString().slice(0, 10),
      precision: 'day',
    });
    expect((await readInbox(ben.id)).news).toMatchObject([{ kind: 'may-thank', id }]);
    await thankSender(ben.id, id);
    expect((await readInbox(ben.id)).news).toEqual([]);
    expect(await readSentToYou(ben.id, title.id)).toEqual([]);
  });

  it('taken back, all is as before: also that it still waited for an answer', async () => {
    const { id } = await send();
    await watched();
    await thankSender(ben.id, id);
    expect(await stateOf(ana)).toEqual([['thanked', '']]);
    expect(await titlesOf(ben)).toEqual([]);
    await takeBackThanks(ben.id, id);
    expect(await titlesOf(ben)).toHaveLength(1);
    expect(await stateOf(ana)).toEqual([['sent', '']]);
    expect(await waitingOf(ana)).toBe(0);
  });

  it('are not said for what was declined', async () => {
    const { id } = await send();
    await declineSend(ben.id, id);
    await watched();
    await expect(thankSender(ben.id, id)).rejects.toMatchObject({ code: 'conflict' });
    expect(await readSentToYou(ben.id, title.id)).toEqual([]);
  });
});

describe('whom it can be sent to', () => {
  it('every friend, and who has seen it where their diary may be seen', async () => {
    await watched();
    expect(await readRecipients(ana.id, title.id)).toEqual([
      { id: ben.id, handle: ben.handle, name: ben.displayName, seen: true, waitingNote: null },
    ]);
    await database().update(users).set({ shareDiary: 'me' }).where(eq(users.id, ben.id));
    expect((await readRecipients(ana.id, title.id))[0]?.seen).toBe(false);
  });
});

it('what was sent comes in pages without a gap or a double', async () => {
  const at = new Date();
  const rows = await Promise.all(
    Array.from({ length: 45 }, async (_, index) => ({
      id: randomUUID(),
      senderId: ana.id,
      recipientId: ben.id,
      titleId: (await makeTitle()).id,
      // Several of one moment, so that the page ends among equals.
      sentAt: new Date(at.getTime() - Math.floor(index / 7) * 1000),
    })),
  );
  await database().insert(sends).values(rows);
  const seen: string[] = [];
  let before: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof readSent>> = await readSent(ana.id, before);
    seen.push(...page.entries.map(({ id }) => id));
    before = page.earlier;
  } while (before);
  expect(seen).toHaveLength(45);
  expect(new Set(seen)).toEqual(new Set(rows.map(({ id }) => id)));
});
