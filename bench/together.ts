/** Nights that vote at the same time, each in four browsers that follow it live: how soon a vote is answered, and seen by the others. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { eq, sql } from 'drizzle-orm';
import { encode } from 'next-auth/jwt';
import { closeDatabase, database } from '../db/client.ts';
import { startEmbeddedDatabase } from '../db/embedded/start.ts';
import { nightMembers, nights, nightTitles } from '../db/schema/nights.ts';
import { users } from '../db/schema/people.ts';
import { titles } from '../db/schema/titles.ts';
import { provideEnv } from '../lib/env.ts';
import { createNight } from '../lib/nights/create.ts';
import { joinNight } from '../lib/nights/join.ts';
import type { VoteMessage, VotesAnswer } from '../lib/nights/types.ts';
import { type Measured, measured } from './report.ts';
import { withServer } from './server.ts';

const NIGHTS = 50;
const MEMBERS = 4;
const DECK = 12;
/** Somebody who swipes answers one title in so many milliseconds. */
const PAUSE_MS = 3000;
/** The first votes find cold caches: they are sent and not counted. */
const WARM_UP = 3;

type Voter = {
  readonly nightId: string;
  readonly memberId: string;
  readonly place: number;
  readonly cookie: string;
};
/** When each version of a night reached each browser. */
type Seen = Map<number, number>;
type Cast = {
  readonly voter: Voter;
  readonly version: number;
  readonly due: number;
  readonly answered: number;
};

export async function benchTogether(): Promise<Measured[]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'matinee-bench-'));
  const stored = await startEmbeddedDatabase(folder);
  const env = {
    DATA_DIR: path.join(folder, 'data'),
    DATABASE_URL: stored.url,
    AUTH_SECRET: randomBytes(32).toString('base64url'),
    METRICS_TOKEN: randomBytes(16).toString('base64url'),
    RATE_LIMITS: 'on',
  };
  try {
    return await withServer(env, async (address) => {
      provideEnv({ DATABASE_URL: stored.url });
      const voters = await makeNights(env.AUTH_SECRET);
      const cpu = () => readCpu(address, env.METRICS_TOKEN);
      return voteTogether(address, voters, cpu);
    });
  } finally {
    await closeDatabase();
    await stored.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function makeNights(secret: string): Promise<Voter[]> {
  const deck = await database().select({ titleId: titles.id }).from(titles).limit(DECK);
  const voters: Voter[] = [];
  for (let night = 0; night < NIGHTS; night++) {
    const people = await makePeople(night);
    const host = people[0]!;
    const given = { rule: 'average', constraints: {}, userIds: [], hotSeat: false } as const;
    const { nightId, code } = await createNight(host, given);
    for (const userId of people.slice(1)) await joinNight({ userId, secret: null }, nightId, code);
    await beginVoting(nightId, deck);
    voters.push(...(await votersOf(nightId, secret)));
  }
  await database().execute(sql`vacuum analyze`);
  return voters;
}

async function makePeople(night: number): Promise<string[]> {
  const made = Array.from({ length: MEMBERS }, (_, place) => `bench_${night}_${place}`);
  const people = made.map((handle) => ({
    handle,
    email: `${handle}@example.org`,
    displayName: handle,
    welcomedAt: new Date(),
  }));
  return (await database().insert(users).values(people).returning({ id: users.id })).map(({ id }) => id);
}

/** The deck is not dealt, which is another measurement. */
async function beginVoting(nightId: string, deck: readonly { readonly titleId: number }[]): Promise<void> {
  await database()
    .insert(nightTitles)
    .values(deck.map(({ titleId }, position) => ({ nightId, titleId, position, score: 1, members: {} })));
  await database()
    .update(nights)
    .set({ phase: 'voting', startedAt: sql`now()` })
    .where(eq(nights.id, nightId));
}

async function votersOf(nightId: string, secret: string): Promise<Voter[]> {
  const members = await database()
    .select({ id: nightMembers.id, userId: nightMembers.userId })
    .from(nightMembers)
    .where(eq(nightMembers.nightId, nightId));
  return Promise.all(
    members.map(async ({ id, userId }, place) => {
      const token = await encode({ token: { userId: userId!, epoch: 0 }, secret });
      return { nightId, memberId: id, place, cookie: `next-auth.session-token=${token}` };
    }),
  );
}

/** Milliseconds that the server's threads have worked: what a busy machine does not change much. */
async function readCpu(address: string, token: string): Promise<number> {
  const response = await fetch(`${address}/api/metrics`, { headers: { authorization: `Bearer ${token}` } });
  const seconds = /^process_cpu_seconds_total ([\d.e+-]+)/m.exec(await response.text())?.[1];
  return 1000 * Number(seconds);
}

async function voteTogether(
  address: string,
  voters: readonly Voter[],
  cpu: () => Promise<number>,
): Promise<Measured[]> {
  const gone = new AbortController();
  const seen = new Map<Voter, Seen>();
  for (const voter of voters) seen.set(voter, await openStream(address, voter, gone.signal));
  const deck = await database().select({ titleId: nightTitles.titleId }).from(nightTitles).limit(DECK);
  const before = await cpu();
  const begun = performance.now() + 500;
  const cast = await Promise.all(
    voters.map((voter, place) =>
      voteInTurn(address, voter, deck, begun + (place / voters.length) * PAUSE_MS),
    ),
  );
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const cpuMs = ((await cpu()) - before) / (voters.length * (deck.length - 1));
  gone.abort();
  return report(cast.flat(), voters, seen, cpuMs);
}

/** Resolves once the night's version is known: the browser follows. */
async function openStream(address: string, voter: Voter, signal: AbortSignal): Promise<Seen> {
  const seen: Seen = new Map();
  const response = await fetch(`${address}/api/streams?topic=night:${voter.nightId}`, {
    headers: { cookie: voter.cookie },
    signal,
  });
  if (!response.ok) throw new Error(`GET /api/streams: ${response.status}`);
  await new Promise<void>((resolve, reject) => {
    const onVersion = (version: number) => {
      seen.set(version, performance.now());
      resolve();
    };
    readVersions(response, onVersion).catch(reject);
  });
  return seen;
}

async function readVersions(response: Response, onVersion: (version: number) => void): Promise<void> {
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for await (const part of response.body!) {
      rest += decoder.decode(part, { stream: true });
      const events = rest.split('\n\n');
      rest = events.pop()!;
      for (const event of events) {
        const version = /^event: version\ndata: .*"version":(\d+)/.exec(event)?.[1];
        if (version !== undefined) onVersion(Number(version));
      }
    }
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}

/** One title after the other at a constant pace, whether or not the last was answered; times begin when a vote was due. */
async function voteInTurn(
  address: string,
  voter: Voter,
  deck: readonly { readonly titleId: number }[],
  begun: number,
): Promise<Cast[]> {
  const cast = deck.slice(0, -1).map(async ({ titleId }, place) => {
    const due = begun + place * PAUSE_MS;
    await new Promise((resolve) => setTimeout(resolve, due - performance.now()));
    const { memberId } = voter;
    // Nobody agrees on anything, and nobody answers the last title: every vote is one among many.
    const answer = place % 2 === 0 && place % MEMBERS !== voter.place;
    const { version } = await send(address, voter, {
      memberId,
      titleId,
      round: 'deck',
      answer,
      turn: place + 1,
    });
    return { voter, version, due, answered: performance.now() - due };
  });
  return (await Promise.all(cast)).slice(WARM_UP);
}

async function send(address: string, voter: Voter, vote: VoteMessage): Promise<VotesAnswer> {
  const response = await fetch(`${address}/api/nights/${voter.nightId}/votes`, {
    method: 'POST',
    headers: { cookie: voter.cookie, 'content-type': 'application/json' },
    body: JSON.stringify({ votes: [vote] }),
  });
  const answer: VotesAnswer = await response.json();
  if (!response.ok || answer.outcomes[0] !== 'recorded')
    throw new Error(`POST votes: ${response.status} ${JSON.stringify(answer).slice(0, 300)}`);
  return answer;
}

function report(
  cast: readonly Cast[],
  voters: readonly Voter[],
  seen: ReadonlyMap<Voter, Seen>,
  cpuMs: number,
): Measured[] {
  const arrivals = cast.flatMap(({ voter, version, due }) =>
    voters
      .filter((other) => other.nightId === voter.nightId && other !== voter)
      .map((other) => (seen.get(other)!.get(version) ?? Number.POSITIVE_INFINITY) - due),
  );
  const lost = arrivals.filter((ms) => !Number.isFinite(ms)).length;
  if (lost > 0) throw new Error(`${lost} of ${arrivals.length} votes were not seen by another browser.`);
  const perSecond = (1000 * voters.length) / PAUSE_MS;
  const size = `${NIGHTS} nights of ${MEMBERS}, ${voters.length} streams, ${perSecond.toFixed(0)} votes a second, ${cast.length} votes`;
  const times = cast.map(({ answered }) => answered);
  return [
    { ...measured('POST votes, answered', size, times), perSecond, cpuMs },
    { ...measured('… seen by the other three', size, arrivals), perSecond: perSecond * (MEMBERS - 1) },
  ];
}
