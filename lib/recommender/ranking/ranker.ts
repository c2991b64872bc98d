/** Scores candidates: the ONNX link predictor over all of them at once, then what the learned ranker and the policy add. */
import { createScratch } from '../../math/scratch.ts';
import type { Engine } from '../engine.ts';
import { crowdWeight, type EvidenceInput, endorsementOf, fitBonus, lengthOf } from '../reasons/evidence.ts';
import type { Taste } from '../taste/user-encoder.ts';
import { addNear } from '../titles/near-lists.ts';
import { rowsFitting } from '../titles/title-index.ts';
import type { Candidate, ScoredCandidate } from '../types.ts';
import { prepareAdjustments } from './adjustments.ts';
import { sumLanguages } from './languages.ts';
import { NO_GAINS } from './ranker-gain.ts';

const coWatchSums = createScratch((size) => new Float32Array(size));
const contentSums = createScratch((size) => new Float32Array(size));
const fitSums = createScratch((size) => new Float64Array(size));

/** Of each candidate: the link predictor's logit, and what shared features bring to it. */
export type Links = { readonly logits: Float32Array; readonly content: Float32Array };

export async function predictLinks(
  candidates: readonly Candidate[],
  engine: Engine,
  taste: Taste,
): Promise<Links> {
  const sums = sumNeighbours(engine, taste);
  const rows = candidates.map(({ row }) => row);
  const side = new Float32Array(2 * rows.length);
  const content = new Float32Array(rows.length);
  for (const [index, row] of rows.entries()) {
    side[2 * index] = sums.coWatch[row]!;
    side[2 * index + 1] = engine.prior(row);
    content[index] = sums.content[row]!;
  }
  const logits = rows.length > 0 ? await engine.predict(taste.vector, rows, side) : new Float32Array(0);
  return { logits, content };
}

/** [rows] each: what one hop on the graph and shared features bring to every title, over all parts of the taste. */
function sumNeighbours(engine: Engine, taste: Taste): { coWatch: Float32Array; content: Float32Array } {
  const coWatch = coWatchSums(engine.size);
  const content = contentSums(engine.size);
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

/** Strongest first; equal scores by row, so that the order never depends on the sources' order. */
export function rankCandidates(
  candidates: readonly Candidate[],
  { logits, content }: Links,
  input: EvidenceInput,
): ScoredCandidate[] {
  const { engine, taste, policy, gains = NO_GAINS } = input;
  const asked = sumFits(input);
  const endorsed = sumEndorsements(input);
  const adjust = prepareAdjustments(input.context, policy);
  const perPrior = crowdWeight(taste, policy);
  const own = taste.parts.find(({ of }) => of.kind === 'own');
  const spoken = own && sumLanguages(own, engine, policy);
  const scored = candidates.map(({ row, sources }, index): ScoredCandidate => {
    let adjustments = 0;
    const facts = engine.facts(row);
    for (const { amount } of adjust(facts)) adjustments += amount;
    const crowd = perPrior * engine.prior(row);
    const shared = policy.ranker.content * content[index]!;
    const told = (endorsed.get(row) ?? 0) + (spoken?.get(facts.language) ?? 0);
    const linear = logits[index]! + shared + asked[row]! + crowd + told + adjustments;
    const gain = gains.get(row);
    const score = gain ? linear + gain.byOrder + gain.byFit : linear;
    return { row, sources, score, probability: 1 / (1 + Math.exp(-score)) };
  });
  return scored.sort((a, b) => b.score - a.score || a.row - b.row);
}

/** [rows]: what a title gets for being what was asked for. */
function sumFits(input: EvidenceInput): Float64Array {
  const { engine, taste } = input;
  const sums = fitSums(engine.size);
  for (const part of taste.parts) {
    if (part.of.kind !== 'choice') continue;
    const bonus = fitBonus(part, input);
    for (const row of rowsFitting(part.of, engine)) sums[row]! += bonus;
  }
  return sums;
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
