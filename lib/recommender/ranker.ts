/** Scores candidates: the ONNX link predictor over all of them at once, then what the policy adds. */
import { type EvidenceInput, endorsementOf, traceAdjustments } from './evidence.ts';
import type { Candidate, ScoredCandidate } from './types.ts';

/** Strongest first; equal scores by row, so that the order never depends on the sources' order. */
export async function rankCandidates(
  candidates: readonly Candidate[],
  input: EvidenceInput,
): Promise<ScoredCandidate[]> {
  const { engine, taste } = input;
  const rows = candidates.map(({ row }) => row);
  const coWatch = sumCoWatch(input);
  const side = Float32Array.from(rows.flatMap((row) => [coWatch[row] ?? 0, engine.prior(row)]));
  const logits = rows.length > 0 ? await engine.predict(taste.vector, rows, side) : new Float32Array(0);
  const endorsed = sumEndorsements(input);
  return candidates
    .map((candidate, index) => {
      const { row } = candidate;
      const adjustments = traceAdjustments(row, input).reduce((sum, { amount }) => sum + amount, 0);
      const population = taste.unknown * input.policy.ranker.population * engine.prior(row);
      const score = logits[index]! + population + (endorsed.get(row) ?? 0) + adjustments;
      return { ...candidate, score, probability: 1 / (1 + Math.exp(-score)) };
    })
    .sort((a, b) => b.score - a.score || a.row - b.row);
}

/** [rows]: the one-hop part of every title, over all parts of the taste. */
function sumCoWatch({ engine, taste }: EvidenceInput): Float32Array {
  const sums = new Float32Array(engine.size);
  for (const { share, encoded, history } of taste.parts) {
    for (const { row, weight } of history) {
      const factor = (share * weight) / encoded.norm;
      for (const neighbour of engine.neighbours(row)) sums[neighbour.row]! += factor * neighbour.weight;
    }
  }
  return sums;
}

function sumEndorsements({ engine, taste, policy }: EvidenceInput): Map<number, number> {
  const sums = new Map<number, number>();
  for (const part of taste.parts) {
    if (part.of.kind !== 'friend') continue;
    for (const interaction of part.of.friend.interactions) {
      const row = engine.rowOf(interaction.titleId);
      if (row === undefined) continue;
      sums.set(row, (sums.get(row) ?? 0) + endorsementOf(part, interaction, policy));
    }
  }
  return sums;
}
