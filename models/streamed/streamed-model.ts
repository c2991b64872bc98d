/** The streamed filter among the other models: the same fit, on people who happen to be in memory. */

import { likesOf } from '../graph/spectral-filter.ts';
import type { ModelKind } from '../model.ts';
import { fitStreamedFilter, refuseManyTitles } from './streamed-tuning.ts';

export const streamedModel: ModelKind = {
  name: 'streamed-filter',
  refuses: ({ items }) => refuseManyTitles(items.length),
  fit(training, { seed }, progress) {
    const { rows: people, columns: titles, offsets, indices } = likesOf(training);
    const stream = {
      identity: training.sha256,
      people,
      titles,
      *rows(from: number) {
        for (let person = from; person < people; person++)
          yield indices.subarray(offsets[person], offsets[person + 1]);
      },
    };
    return fitStreamedFilter(stream, { seed }, progress);
  },
};
