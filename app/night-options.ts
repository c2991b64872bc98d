import type { NightOptions } from '@/components/night/constraint-fields.tsx';
import { readTasteOptions } from '@/lib/account/taste.ts';
import { readLists } from '@/lib/lists/read-lists.ts';

const LANGUAGES = 16;

/** What a host may ask of tonight's title. */
export async function readNightOptions(hostId: string): Promise<NightOptions> {
  const [{ genres, languages }, { lists }] = await Promise.all([readTasteOptions(), readLists(hostId)]);
  return {
    genres,
    languages: languages.slice(0, LANGUAGES),
    lists: lists.map(({ id, name }) => ({ id, name })),
  };
}
