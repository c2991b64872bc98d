/** Every model that can be asked for by name, one line each. */
import { als } from './als.ts';
import { autoregression } from './autoregression.ts';
import { cleora } from './cleora.ts';
import { content } from './content.ts';
import { ease } from './ease.ts';
import { graphFilter } from './graph-model.ts';
import { itemKnn } from './item-knn.ts';
import { lightGcn } from './lightgcn.ts';
import { lowPassModel } from './low-pass-tuning.ts';
import { markov } from './markov.ts';
import type { ModelKind } from './model.ts';
import { popularity } from './popularity.ts';
import { sasRec } from './sasrec.ts';
import { overSequences } from './sequence-model.ts';
import { friendsOnly, socialFilter } from './social-filter.ts';
import { streamedModel } from './streamed-model.ts';
import { twoTower } from './two-tower.ts';

/** Those that a bundle's model card compares: closed form or nearly so, minutes for all of them. */
export const QUICK_MODELS: readonly ModelKind[] = [graphFilter, ease, itemKnn, popularity];

export const MODELS: readonly ModelKind[] = [
  ...QUICK_MODELS,
  streamedModel,
  lowPassModel,
  socialFilter,
  friendsOnly,
  als,
  content,
  cleora,
  lightGcn,
  twoTower,
  overSequences(markov),
  overSequences(autoregression),
  overSequences(sasRec),
];
