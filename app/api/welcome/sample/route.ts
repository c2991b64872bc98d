import { z } from 'zod';
import { MOST_CHARACTERS, understand } from '@/lib/account/description.ts';
import { readSample } from '@/lib/feed/sample.ts';
import { limitRate } from '@/lib/monitoring/rate-limit.ts';
import { readQuery } from '@/lib/parse-input.ts';
import type { Choice } from '@/lib/recommender/types.ts';
import { respond } from '@/lib/respond.ts';
import { requireViewer } from '@/lib/session.ts';

const SAMPLE = 6;
const listOf = (most: number) =>
  z
    .string()
    .max(2000)
    .default('')
    .transform((text) =>
      text
        .split(',')
        .filter((part) => part !== '')
        .slice(0, most),
    );
const query = z.object({
  picks: listOf(100)
    .transform((ids) => ids.map(Number))
    .pipe(z.array(z.int().positive())),
  genres: listOf(30),
  languages: listOf(30),
  text: z.string().max(MOST_CHARACTERS).default(''),
  /** What was understood of the text and taken out again: `genre:horror,person:Tom Hanks`. */
  without: listOf(100),
});

/** Six titles that the picks and the description so far would lead to, and what was understood of it. */
export function GET(request: Request): Promise<Response> {
  return respond(async () => {
    const viewer = await requireViewer();
    await limitRate(`sample:${viewer.id}`, { most: 240, seconds: 60 });
    const { picks, genres, languages, text, without } = readQuery(request, query);
    const { choices: described, unread } = await understand(text);
    const choices = described.filter((one) => !without.includes(nameOf(one)));
    const said = new Set(choices.map(nameOf));
    const chosen = [
      ...genres.map((value) => ({ facet: 'genre' as const, value, wanted: true })),
      ...languages.map((value) => ({ facet: 'language' as const, value, wanted: true })),
    ].filter((one) => !said.has(nameOf(one)));
    const items = await readSample(viewer, { titleIds: picks, choices: [...chosen, ...choices] }, SAMPLE);
    return { items, choices, unread };
  });
}

function nameOf({ facet, value }: Pick<Choice, 'facet' | 'value'>): string {
  return `${facet}:${value}`;
}
