/** The contract of models that read a history in order: learn from sequences, then score what comes next for anyone. */
import { ndcg, spansOf } from '../evaluation/metrics.ts';
import type { FitConfig, Model, ModelKind, Progress } from '../model.ts';

/** Item numbers below `items`, the oldest first. */
export type Sequence = Int32Array;

export type SequenceModel = Pick<Model, 'hyperParameters' | 'learningCurve'> & {
  /** → [items], higher is more likely to come next. The history's own items are scored too: leave them out if they cannot return. */
  score(history: Sequence): Float32Array;
};

export type SequenceModelKind = {
  readonly name: string;
  /** Why this model cannot learn so many titles, if it cannot. */
  refuses?(items: number): string | undefined;
  fit(sequences: readonly Sequence[], items: number, config: FitConfig, progress: Progress): SequenceModel;
};

/** The same model under the contract of all models: it takes data whose order is known, and histories are in order. */
export function overSequences(kind: SequenceModelKind): ModelKind {
  return {
    name: kind.name,
    refuses: ({ sequences, items }) =>
      sequences === undefined
        ? 'these data do not say in which order titles came'
        : kind.refuses?.(items.length),
    fit: ({ sequences = [], items }, config, progress) => {
      const model = kind.fit(sequences, items.length, config, progress);
      return { ...model, score: ({ rows }) => model.score(rows) };
    },
  };
}

/** What came before and the one item that came next. */
export type SequenceCase = { readonly history: Sequence; readonly next: number };

/** Every `every`-th sequence without its last item, which becomes a case: what fit tunes on. */
export function holdOutLast(
  sequences: readonly Sequence[],
  every: number,
): { training: Sequence[]; cases: SequenceCase[] } {
  const cases: SequenceCase[] = [];
  const training = sequences.map((sequence, index) => {
    if (index % every !== 0 || sequence.length < 2) return sequence;
    const history = sequence.subarray(0, -1);
    cases.push({ history, next: sequence.at(-1)! });
    return history;
  });
  return { training, cases };
}

/** NDCG@10 per case over all items but those already in the history; ties count as an expectation. */
export function nextItemNdcg(model: Pick<SequenceModel, 'score'>, cases: readonly SequenceCase[]): number[] {
  return cases.map(({ history, next }) =>
    ndcg(
      spansOf(
        model.score(history),
        history.filter((item) => item !== next),
        Int32Array.of(next),
      ),
      10,
    ),
  );
}
