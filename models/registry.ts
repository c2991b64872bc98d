/** Every model that can be asked for by name, one line each. */
import { als } from './baselines/als.ts';
import { cleora } from './baselines/cleora.ts';
import { content } from './baselines/content.ts';
import { ease } from './baselines/ease.ts';
import { itemKnn } from './baselines/item-knn.ts';
import { popularity } from './baselines/popularity.ts';
import { graphFilter } from './graph/graph-model.ts';
import { lowPassModel } from './graph/low-pass-tuning.ts';
import { friendsOnly, socialFilter } from './graph/social-filter.ts';
import { lightGcn } from './learned/lightgcn.ts';
import { twoTower } from './learned/two-tower.ts';
import type { ModelKind } from './model.ts';
import { autoregression } from './sequences/autoregression.ts';
import { markov } from './sequences/markov.ts';
import { sasRec } from './sequences/sasrec.ts';
import { overSequences } from './sequences/sequence-model.ts';
import { streamedModel } from './streamed/streamed-model.ts';

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
