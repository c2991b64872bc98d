/** Turns a score into a probability: how likely someone who has seen the title would like it. */

export type Calibration = { readonly scale: number; readonly bias: number };

/** scores and liked (0 or 1) [pairs] → P = 1 / (1 + e^-(scale·s + bias)), by Newton's method. Platt 1999. */
export function fitLogistic(scores: Float32Array, liked: Uint8Array): Calibration {
  let [scale, bias] = [0, 0];
  for (let round = 0; round < 50; round++) {
    let [slopeScale, slopeBias, curveScale, curveBoth, curveBias] = [0, 0, 1e-9, 0, 1e-9];
    for (let pair = 0; pair < scores.length; pair++) {
      const score = scores[pair]!;
      const chance = sigmoid(scale * score + bias);
      const miss = liked[pair]! - chance;
      const certainty = chance * (1 - chance);
      slopeScale += miss * score;
      slopeBias += miss;
      curveScale += certainty * score * score;
      curveBoth += certainty * score;
      curveBias += certainty;
    }
    const determinant = curveScale * curveBias - curveBoth ** 2;
    const stepScale = (curveBias * slopeScale - curveBoth * slopeBias) / determinant;
    const stepBias = (curveScale * slopeBias - curveBoth * slopeScale) / determinant;
    scale += stepScale;
    bias += stepBias;
    if (Math.abs(stepScale) <= 1e-10 * Math.abs(scale) && Math.abs(stepBias) < 1e-10) break;
  }
  return { scale, bias };
}

export function sigmoid(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}

/** How good the probabilities are: mean squared error, mean −log chance of what happened, area under the ROC curve, gap in ten equal bins. */
export function judgeProbabilities(chances: Float32Array, liked: Uint8Array): Record<string, number> {
  const order = Array.from(chances.keys()).sort((a, b) => chances[a]! - chances[b]!);
  return {
    likedShare: liked.reduce((sum, one) => sum + one, 0) / liked.length,
    brier: chances.reduce((sum, chance, pair) => sum + (chance - liked[pair]!) ** 2, 0) / chances.length,
    logLoss: chances.reduce((sum, chance, pair) => sum + surprise(chance, liked[pair]!), 0) / chances.length,
    auc: areaUnderCurve(order, chances, liked),
    calibrationError: calibrationError(order, chances, liked),
  };
}

function surprise(chance: number, liked: number): number {
  return -Math.log(Math.max(liked ? chance : 1 - chance, 1e-12));
}

/** The chance that a liked pair stands above one that is not; a tie counts half. */
function areaUnderCurve(order: readonly number[], chances: Float32Array, liked: Uint8Array): number {
  let [below, wins, positives] = [0, 0, 0];
  for (let start = 0; start < order.length; ) {
    let end = start;
    let [likes, others] = [0, 0];
    for (; end < order.length && chances[order[end]!] === chances[order[start]!]; end++) {
      if (liked[order[end]!]) likes++;
      else others++;
    }
    wins += likes * (below + others / 2);
    below += others;
    positives += likes;
    start = end;
  }
  return wins / (positives * below);
}

/** Σ over ten bins of equal size: share of pairs × |mean chance − share liked|. */
function calibrationError(order: readonly number[], chances: Float32Array, liked: Uint8Array): number {
  let error = 0;
  for (let bin = 0; bin < 10; bin++) {
    const pairs = order.slice(
      Math.floor((bin * order.length) / 10),
      Math.floor(((bin + 1) * order.length) / 10),
    );
    error += Math.abs(pairs.reduce((sum, pair) => sum + chances[pair]! - liked[pair]!, 0)) / order.length;
  }
  return error;
}
