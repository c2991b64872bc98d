import { describe, expect, it } from 'vitest';
import { defaultGroupPolicy, defaultPolicy } from '../policy.ts';
import { loved, makeContext, makeWorldEngine } from '../testing/world.ts';
import type { ViewerContext } from '../types.ts';
import { reasonsFor } from './reasons.ts';
import { scoreMembers } from './score-members.ts';

const engine = makeWorldEngine();
const everything = new Uint8Array(engine.size).fill(1);

async function reasonsOf(
  change: Partial<ViewerContext>,
  rows: readonly number[],
  fits = rows.map(() => 0.9),
) {
  const one = { key: 'one', context: makeContext(change) };
  const { members } = await scoreMembers([one], everything, engine, defaultPolicy, defaultGroupPolicy);
  return reasonsFor(fits, rows, members[0]!, defaultGroupPolicy);
}

describe('the reason of a member', () => {
  it('names a title of theirs that is close, and never the title itself', async () => {
    const [near, itself] = await reasonsOf({ interactions: [loved(2), loved(12)] }, [4, 12]);
    expect(near).toEqual({ kind: 'like', titleName: 'Night 2' });
    expect(itself).toEqual({ kind: 'like', titleName: 'Night 2' });
  });

  it('names the maker whose titles they like', async () => {
    const [reason] = await reasonsOf({ interactions: [loved(2), loved(10)] }, [18]);
    expect(reason).toEqual({ kind: 'person', name: 'Maker 2' });
  });

  it('names what most of theirs have in common where no single one stands out', async () => {
    const interactions = [0, 6, 12, 14, 20, 22, 28, 30, 36].map((row) => loved(row));
    const [reason] = await reasonsOf({ interactions }, [25 + 1]);
    expect(reason).toMatchObject({ kind: 'about', genre: 'thriller' });
  });

  it('says nothing of what is on a watchlist, or was disliked', async () => {
    const wanted = { rating: null, watches: 0, watchlisted: true };
    expect(await reasonsOf({ interactions: [loved(2, wanted), loved(5, { rating: 1 })] }, [4, 6])).toEqual([
      null,
      null,
    ]);
  });

  it('says nothing of what fits them less than half of the pool', async () => {
    expect(await reasonsOf({ interactions: [loved(2)] }, [4], [0.4])).toEqual([null]);
  });

  it('names a choice only for a title that has it', async () => {
    const choices = [{ facet: 'genre', value: 'comedy', wanted: true }] as const;
    expect(await reasonsOf({ choices }, [3, 4])).toEqual([
      { kind: 'choice', facet: 'genre', value: 'comedy' },
      null,
    ]);
  });
});
