/** A database whose titles are those of the recommender's checkerboard world, and an engine over them. */
import { makeTitle } from '../../../db/testing/factories.ts';
import type { LoadedEngine } from '../../inference/assemble.ts';
import { goLive } from '../../inference/live.ts';
import { makeWorldEngine, makeWorldFacts, WORLD_SIZE } from '../../recommender/testing/world.ts';

export type House = {
  /** Title ids by row. */
  readonly ids: readonly number[];
  readonly engine: LoadedEngine & ReturnType<typeof makeWorldEngine>;
};

export async function makeHouse(): Promise<House> {
  const ids: number[] = [];
  for (let row = 0; row < WORLD_SIZE; row++) {
    const { id: _, ...facts } = makeWorldFacts(row);
    const lists = {
      genres: [...facts.genres],
      countries: [...facts.countries],
      makers: [...facts.makers],
      cast: [...facts.cast],
      keywords: [...facts.keywords],
    };
    ids.push((await makeTitle({ ...facts, ...lists, priorCount: WORLD_SIZE - row })).id);
  }
  const engine: House['engine'] = {
    ...makeWorldEngine(ids),
    withTitles: async () => engine,
    close: async () => {},
    crash: async () => {},
  };
  goLive(engine);
  return { ids, engine };
}

/** Stands for Next's `after`: keeps what was handed over, so that a test can run it and wait. */
export function makeAfter(): { after: (work: () => Promise<unknown>) => void; settle(): Promise<void> } {
  const handed: (() => Promise<unknown>)[] = [];
  return {
    after: (work) => void handed.push(work),
    async settle() {
      for (const work of handed.splice(0)) await work();
    },
  };
}
