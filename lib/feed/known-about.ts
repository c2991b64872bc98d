import { summariesOf } from '../catalog/titles.ts';
import { featureStore } from '../feature-store/current.ts';
import { countText } from '../format.ts';
import { readInteractions } from '../library/interactions.ts';
import { describeLibrary, type Statement } from '../library/portrait.ts';
import { defaultPolicy } from '../recommender/policy.ts';
import type { FeedViewer } from './viewer.ts';

/** What is known about a person, in words; null for who opted out: then nothing is read, and nothing computed. */
export async function readKnownAbout(viewer: FeedViewer): Promise<Statement[] | null> {
  if (!viewer.personalised) return null;
  const interactions = (await readInteractions([viewer.id])).get(viewer.id) ?? [];
  const [titles, visits] = await Promise.all([
    summariesOf(
      interactions.map(({ titleId }) => titleId),
      viewer.id,
    ),
    describeVisits(viewer.id),
  ]);
  return [...describeLibrary(interactions, titles, Date.now()), ...visits];
}

/** A store that is gone says nothing, and the page is there without it. */
async function describeVisits(viewerId: string): Promise<Statement[]> {
  const known = await featureStore()
    .readViewer(viewerId)
    .catch(() => null);
  const minutes = Math.round(known?.value.sessionMinutes ?? 0);
  if (minutes < 1) return [];
  return [
    {
      words: `You stay about ${countText(minutes, 'minute')} at a time.`,
      numbers: [`The mean of your visits of the last ${defaultPolicy.features.sessionDays} days`],
    },
  ];
}
