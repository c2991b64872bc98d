/** The graph filter by one name: closed form for a few thousand people's stars, matrix-free for all else. */
import type { Dataset } from './dataset.ts';
import { graphFilter as closedForm } from './graph-tuning.ts';
import type { ModelKind } from './model.ts';
import { refuseMany } from './ridge.ts';
import { spectralModel } from './spectral-tuning.ts';

export const graphFilter: ModelKind = {
  name: 'graph-filter',
  fit: (training, config, progress) =>
    (saysHowMuch(training) && !refuseMany(training) ? closedForm : spectralModel).fit(
      training,
      config,
      progress,
    ),
};

/** Stars that differ are worth grading, which only the closed form does. */
function saysHowMuch({ ratings: { values } }: Dataset): boolean {
  return values.some((value) => value !== values[0]);
}
