import { z } from 'zod';
import { readSample } from '@/lib/feed/sample.ts';
import { limitRate } from '@/lib/monitoring/rate-limit.ts';
import { readQuery } from '@/lib/parse-input.ts';
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
});

/** Six titles that the picks so far would lead to. */
export function GET(request: Request): Promise<Response> {
  return respond(async () => {
    const viewer = await requireViewer();
    await limitRate(`sample:${viewer.id}`, { most: 240, seconds: 60 });
    const { picks, genres, languages } = readQuery(request, query);
    const choices = [
      ...genres.map((value) => ({ facet: 'genre' as const, value, wanted: true })),
      ...languages.map((value) => ({ facet: 'language' as const, value, wanted: true })),
    ];
    return { items: await readSample(viewer, { titleIds: picks, choices }, SAMPLE) };
  });
}
