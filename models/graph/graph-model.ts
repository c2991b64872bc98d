/**
 * The graph filter by one name: closed form for a few thousand people's stars; matrix-free for all else. On sparse data
 * that is the smooth low pass, which is linear, unless validation says beyond doubt that the hop is better.
 */
import { estimateMean } from '../../lib/math/statistics.ts';
import { refuseMany } from '../baselines/ridge.ts';
import type { Dataset } from '../dataset.ts';
import { type FitConfig, historyOf, type Model, type ModelKind, type Progress } from '../model.ts';
import { graphFilter as closedForm } from './graph-tuning.ts';
import { fitLowPass } from './low-pass-tuning.ts';
import { fitSpectralFilter, qualityFor, spectralModel } from './spectral-tuning.ts';

/** Where half of the titles have fewer likes than this, a hop finds little and the low pass is worth its time. */
const SPARSE = 5;
const COMPARED_PEOPLE = 500;

export const graphFilter: ModelKind = {
  name: 'graph-filter',
  fit: (training, config, progress) => {
    if (saysHowMuch(training) && !refuseMany(training)) return closedForm.fit(training, config, progress);
    if (usualLikes(training) >= SPARSE) return spectralModel.fit(training, config, progress);
    return fitBetter(training, config, progress);
  },
};

/** Stars that differ are worth grading, which only the closed form does. */
function saysHowMuch({ ratings: { values } }: Dataset): boolean {
  return values.some((value) => value !== values[0]);
}

/** The median over the titles that anyone has. */
function usualLikes({ ratings }: Dataset): number {
  const likes = new Int32Array(ratings.columns);
  for (const column of ratings.indices) likes[column]! += 1;
  const counts = likes.filter((count) => count > 0).sort();
  return counts[counts.length >> 1] ?? 0;
}

function fitBetter(training: Dataset, config: FitConfig, progress: Progress): Model {
  const low = fitLowPass(training, config, (done) => progress(done * 0.5));
  const hop = fitSpectralFilter(training, config, (done) => progress(0.5 + done * 0.5));
  const gain = estimateMean(
    hop.part.cases.slice(0, COMPARED_PEOPLE).map((one) => {
      const history = historyOf(one.known);
      return qualityFor(hop.draft.score(history), one) - qualityFor(low.draft.score(history), one);
    }),
  );
  return gain.low > 0 ? hop.filter : low.filter;
}
