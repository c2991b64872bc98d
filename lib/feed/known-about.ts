import { summariesOf } from '../catalog/titles.ts';
import { readInteractions } from '../library/interactions.ts';
import { describeLibrary, type Statement } from '../library/portrait.ts';
import type { FeedViewer } from './viewer.ts';

/** What is known about a person, in words; null for who opted out: then nothing is read, and nothing computed. */
export async function readKnownAbout(viewer: FeedViewer): Promise<Statement[] | null> {
  if (!viewer.personalised) return null;
  const interactions = (await readInteractions([viewer.id])).get(viewer.id) ?? [];
  const titles = await summariesOf(
    interactions.map(({ titleId }) => titleId),
    viewer.id,
  );
  return describeLibrary(interactions, titles, Date.now());
}
