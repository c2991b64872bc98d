import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { beforeAll, expect, it } from 'vitest';
import { database } from '../../db/client.ts';
import { createTestDatabase } from '../../db/testing/database.ts';
import { makeTitle, makeUser } from '../../db/testing/factories.ts';
import { muteTitle } from '../library/mute.ts';
import { rateTitle } from '../library/rate.ts';
import type { Explanation, Slate } from '../recommender/types.ts';
import { readRecommended } from './recommended.ts';
import { recordImpressions, writeSlate } from './slates.ts';

const titles: { id: number; name: string }[] = [];
beforeAll(async () => {
  await createTestDatabase();
  for (let count = 0; count < 60; count++) titles.push(await makeTitle());
});

const because = ({ id, name }: { id: number; name: string }): Explanation => ({
  reason: { kind: 'because-you', how: 'loved', titleId: id, titleName: name, rating: null },
  evidence: [{ kind: 'title', titleId: id, how: 'loved', rating: null, amount: 1, share: 1 }],
});

/** A slate that was on the screen from its first item to `seen`, `daysAgo`. */
async function show(viewerId: string, shown: readonly number[], reason: Explanation, daysAgo = 0, seen = 99) {
  const id = randomUUID();
  const items = shown.map((place, position) => ({
    titleId: titles[place]!.id,
    position,
    score: 0,
    probability: 0.5,
    propensity: 1,
    source: 'nearest' as const,
    explanation: reason,
    features: null,
  }));
  const request = { viewerId, surface: 'for-you', limit: 60, filters: {}, seed: 1 } as const;
  const slate: Slate = {
    items,
    servedBy: 'model',
    modelVersion: null,
    policyHash: 'x',
    timings: {},
    dropped: {},
    leftOut: [],
  };
  await writeSlate({ id, viewerId, request, slate, createdAt: Date.now() - daysAgo * 86_400_000 });
  const places = items.map(({ position }) => position).filter((position) => position < seen);
  await recordImpressions(viewerId, id, places);
  await database().execute(
    sql`update slate_items set impressed_at = impressed_at - make_interval(days => ${daysAgo}) where slate_id = ${id}`,
  );
}

it('gives what was on the screen, newest first, with the reason of that day', async () => {
  const [viewer, other] = [await makeUser(), await makeUser()];
  await show(viewer.id, [1, 2], because(titles[50]!), 1);
  await show(viewer.id, [1, 3, 4], because(titles[51]!), 0, 2);
  await show(viewer.id, [9], because(titles[51]!), 31);
  await show(other.id, [5], because(titles[52]!));
  const { entries, named, earlier } = await readRecommended(viewer.id);
  expect(entries.map(({ title, explanation }) => [title.id, explanation.evidence[0]])).toEqual([
    [titles[1]!.id, because(titles[51]!).evidence[0]],
    [titles[3]!.id, because(titles[51]!).evidence[0]],
    [titles[1]!.id, because(titles[50]!).evidence[0]],
    [titles[2]!.id, because(titles[50]!).evidence[0]],
  ]);
  expect(new Set(entries.map(({ at }) => at.slice(0, 10))).size).toBe(2);
  expect(Object.keys(named).map(Number).sort()).toEqual([titles[50]!.id, titles[51]!.id].sort());
  expect(earlier).toBeNull();
});

it('lists a title once a day, and knows what was said of it and of the evidence since', async () => {
  const viewer = await makeUser();
  for (const evidence of [50, 51]) await show(viewer.id, [1], because(titles[evidence]!));
  await rateTitle(viewer.id, titles[1]!.id, 4);
  await muteTitle(viewer.id, titles[51]!.id, true);
  const { entries, named } = await readRecommended(viewer.id);
  expect(entries.map(({ title }) => [title.id, title.own.rating])).toEqual([[titles[1]!.id, 4]]);
  expect(named[titles[51]!.id]?.own.muted).toBe(true);
});

it('pages without a gap or a double', async () => {
  const viewer = await makeUser();
  await show(viewer.id, [...Array(50).keys()], because(titles[59]!), 2);
  await show(viewer.id, [...Array(50).keys()], because(titles[58]!), 0);
  const seen: string[] = [];
  let before: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof readRecommended>> = await readRecommended(viewer.id, before);
    seen.push(...page.entries.map(({ key }) => key));
    before = page.earlier;
  } while (before !== null);
  expect(new Set(seen).size).toBe(100);
  expect(seen).toHaveLength(100);
  await expect(readRecommended(viewer.id, 'nonsense')).rejects.toMatchObject({ code: 'invalid' });
});
