/** The same list for everyone: titles by how many people liked them. */
import { columnSums } from '../../lib/math/sparse.ts';
import { gradeRatings } from '../graph/grading.ts';
import type { ModelKind } from '../model.ts';

export const popularity: ModelKind = {
  name: 'popularity',
  fit(training, _config, progress) {
    const likes = columnSums(gradeRatings(training.ratings, 'likes'));
    progress(1);
    return { hyperParameters: {}, score: () => likes.slice() };
  },
};
