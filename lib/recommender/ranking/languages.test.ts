import { expect, it } from 'vitest';
import { defaultPolicy } from '../policy.ts';
import { encodeViewer } from '../taste/user-encoder.ts';
import { loved, makeContext, makeWorldEngine } from '../testing/world.ts';
import type { Interaction } from '../types.ts';
import { sumLanguages } from './languages.ts';

const engine = makeWorldEngine();

/** Every seventh title of the world is in Telugu, the others are in English. */
async function languagesOf(interactions: readonly Interaction[]) {
  const { parts } = await encodeViewer(makeContext({ interactions }), engine, defaultPolicy);
  return sumLanguages(parts.find(({ of }) => of.kind === 'own')!, engine, defaultPolicy);
}

it('a rare language that somebody watches speaks louder than a common one, and one they do not watch is silent', async () => {
  const telugu = await languagesOf([loved(0), loved(7), loved(14)]);
  const english = await languagesOf([loved(1), loved(2), loved(3)]);
  expect(telugu.get('te')).toBeGreaterThan(english.get('en')! * 3);
  expect(telugu.get('en')).toBeUndefined();
});

it('titles in a language that were disliked take from it what liked ones give', async () => {
  const mixed = await languagesOf([loved(0), loved(7, { rating: 1 })]);
  const liked = await languagesOf([loved(0), loved(7)]);
  expect(mixed.get('te')).toBeLessThan(liked.get('te')! / 2);
});
