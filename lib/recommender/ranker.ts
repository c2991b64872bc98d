/** Scores candidates: the ONNX link predictor over all of them at once, then what the learned ranker and the policy add. */
import { prepareAdjustments } from './adjustments.ts';
import { crowdWeight, type EvidenceInput, endorsementOf, fitBonus, lengthOf } from './evidence.ts';
import { addNear } from './near-lists.ts';
import { NO_GAINS } from './ranker-gain.ts';
import type { Candidate, ScoredCandidate } from './types.ts';

/** Strongest first; equal scores by row, so that the order never depends on the sources' order. */
export async function rankCandidates(
  candidates: readonly Candidate[],
  input: EvidenceInput,
): Promise<ScoredCandidate[]> {
  const { engine, taste, policy, gains = NO_GAINS } = input;
  const rows = candidates.map(({ row }) => row);
  const { coWatch, content } = sumNeighbours(input);
  const side = Float32Array.from(rows.flatMap((row) => [coWatch[row] ?? 0, engine.prior(row)]));
  const logits = rows.length > 0 ? await engine.predict(taste.vector, rows, side) : new Float32Array(0);
  const endorsed = sumEndorsements(input);
  const adjust = prepareAdjustments(input.context, policy);
  const chosen = taste.parts.filter(({ of }) => of.kind === 'choice');
  return candidates
    .map((candidate, index) => {
      const { row } = candidate;
      const facts = engine.facts(row);
      const adjustments = adjust(facts).reduce((sum, { amount }) => sum + amount, 0);
      const asked = chosen.reduce((sum, part) => sum + fitBonus(part, facts, input), 0);
      const crowd = crowdWeight(taste, policy) * engine.prior(row);
      const shared = policy.ranker.content * content[row]!;
      const { byOrder = 0, byFit = 0 } = gains.get(row) ?? {};
      const linear = logits[index]! + shared + asked + crowd + (endorsed.get(row) ?? 0) + adjustments;
      const score = linear + byOrder + byFit;
      return { ...candidate, score, probability: 1 / (1 + Math.exp(-score)) };
    })
    .sort((a, b) => b.score - a.score || a.row - b.row);
}

/** [rows] each: what one hop on the graph and shared features bring to every title, over all parts of the taste. */
function sumNeighbours({ engine, taste }: EvidenceInput): { coWatch: Float32Array; content: Float32Array } {
  const coWatch = new Float32Array(engine.size);
  const content = new Float32Array(engine.size);
  for (const part of taste.parts) {
    const length = lengthOf(part);
    for (const { row, weight } of part.history) {
      const strength = part.share * weight;
      addNear(coWatch, strength / part.encoded.norm, engine.neighbourLists, row);
      addNear(content, strength / length, engine.alikeLists, row);
    }
  }
  return { coWatch, content };
}

function sumEndorsements(input: EvidenceInput): Map<number, number> {
  const { engine, taste } = input;
  const sums = new Map<number, number>();
  for (const part of taste.parts) {
    if (part.of.kind !== 'friend') continue;
    for (const interaction of part.of.friend.interactions) {
      const row = engine.rowOf(interaction.titleId);
      if (row === undefined) continue;
      sums.set(row, (sums.get(row) ?? 0) + endorsementOf(part, interaction, input));
    }
  }
  return sums;
}
