/** The strongest directions of the normalised co-occurrence D^-½ G D^-½: title vectors, by block iteration. */
import { symmetricEigen } from '../../lib/math/eigen.ts';
import type { Engine } from '../../lib/math/engine.ts';
import { PANEL } from '../../lib/math/kernels.ts';
import { countKept, fixSigns } from '../../lib/math/panel-svd.ts';
import {
  createPanels,
  fillPanels,
  orthonormalisePanels,
  type Panels,
  panelBytes,
  rotatePanels,
  symmetricProduct,
  takeColumns,
  timesDense,
  wholePanels,
} from '../../lib/math/panels.ts';
import { normal, type Random } from '../../lib/math/random.ts';
import type { Progress } from '../model.ts';
import type { CoOccurrence } from './co-occurrence.ts';

/** More columns than asked for: the outermost ones settle last. */
const OVERSAMPLING = 32;

export type BroadTastes = {
  readonly rank: number;
  /** V [titles × rank]. */
  readonly titleVectors: Float32Array;
  /** Eigenvalues [rank], highest first; the highest is 1 where everyone counts. */
  readonly strengths: Float64Array;
  /** In the engine's memory, for the next call on the same engine. */
  readonly work: readonly [Panels, Panels, Float32Array];
};

export function tasteBytes(titles: number, rank: number): number {
  const width = wholePanels(rank + OVERSAMPLING);
  return 2 * panelBytes(titles, width) + 4 * width * width + 4096;
}

/** Subspace iteration and the Rayleigh–Ritz step on Qᵀ P Q (Saad 2011, §5.2), from chance or from earlier tastes. */
export function findBroadTastes(
  engine: Engine,
  counted: CoOccurrence,
  rank: number,
  start: Random | BroadTastes,
  rounds: number,
  progress: Progress,
): BroadTastes {
  const { titles, gram } = counted;
  const asked = Math.min(titles, rank + OVERSAMPLING);
  const work = typeof start === 'function' ? createWork(engine, titles, asked, start) : start.work;
  const [basis, image, scratch] = work;
  const scale = counted.likes.map((likes) => 1 / Math.sqrt(Math.max(likes, 1)));
  const multiplyByP = () => {
    scaleRows(basis, scale);
    timesDense(engine, gram, basis, image);
    scaleRows(image, scale);
  };
  for (let round = 1; round <= rounds; round++) {
    multiplyByP();
    orthonormalisePanels(engine, image, basis, scratch);
    progress(round / (rounds + 1));
  }
  image.data.set(basis.data);
  orthonormalisePanels(engine, image, basis, scratch);
  const kept = basis.data.slice();
  multiplyByP();
  basis.data.set(kept);
  const { values, vectors } = symmetricEigen(symmetricProduct(engine, basis, image, scratch), basis.width);
  rotatePanels(engine, basis, vectors, image, scratch);
  basis.data.set(image.data);
  const found = Math.min(countKept(values, rank), rank);
  return {
    rank: found,
    titleVectors: fixSigns(takeColumns(basis, found), found),
    strengths: values.slice(0, found),
    work,
  };
}

function createWork(engine: Engine, titles: number, width: number, random: Random): BroadTastes['work'] {
  const [basis, image] = [createPanels(engine, titles, width), createPanels(engine, titles, width)];
  const chance = Float32Array.from({ length: titles * width }, () => normal(random));
  fillPanels(basis, chance, width);
  return [basis, image, engine.floats(basis.width ** 2)];
}

function scaleRows({ data, height }: Panels, scale: Float64Array): void {
  for (let line = 0; line * PANEL < data.length; line++) {
    const factor = scale[line % height] ?? 0;
    for (let place = line * PANEL; place < (line + 1) * PANEL; place++) data[place]! *= factor;
  }
}
