import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { afterAll, describe, expect, it } from 'vitest';
import { populationWeight, readBundle } from '../../lib/inference/bundle.ts';
import { seededRandom } from '../../lib/math/random.ts';
import { fitGraphFilter } from '../graph/graph-filter.ts';
import { tuneGraphFilter } from '../graph/graph-tuning.ts';
import { historyOf } from '../model.ts';
import { learnRanker } from '../ranker/bundle-ranker.ts';
import { smallWorld, timed } from '../testing/worlds.ts';
import { fitLinkPredictor } from './link-predictor.ts';
import { publishBundle } from './publish.ts';
import { writeLinkPredictor, writeUserEncoder } from './serving-graphs.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'bundles-'));
afterAll(() => rmSync(folder, { recursive: true }));
const quiet = () => {};

function train(out: string) {
  const dataset = timed(smallWorld());
  const parameters = {
    ...tuneGraphFilter(dataset, { seed: 1 }, quiet),
    rank: 12,
    coWatch: 0.5,
    prior: 0.1,
    population: 4,
  };
  const { weights, calibration } = fitLinkPredictor(dataset, parameters, 1, quiet);
  const model = fitGraphFilter(dataset, parameters, 1);
  const notice = { text: 'Made up.', licence: 'none' };
  const metrics = { protocol: 'none', table: [], differences: [] };
  const slugs = dataset.items.map((_, index) => (index === 3 ? 'title-4-1953' : null));
  const ranker = learnRanker(
    {
      dataset,
      graph: parameters,
      link: weights,
      seed: 1,
      effort: { mostSteps: 20, lookEvery: 10 },
    },
    quiet,
  );
  const publication = {
    dataset,
    model,
    slugs,
    linkPredictor: weights,
    calibration,
    metrics,
    notice,
    seed: 1,
    ranker,
  };
  return { dataset, model, weights, folder: publishBundle(publication, path.join(folder, out)) };
}

const trained = train('first');
const bundle = readBundle(trained.folder);

describe('a published bundle', () => {
  it('is the same bytes when trained again with the same seed', () => {
    const again = train('second').folder;
    expect(path.basename(again)).toBe(path.basename(trained.folder));
    for (const name of readdirSync(trained.folder)) {
      expect(
        readFileSync(path.join(again, name)).equals(readFileSync(path.join(trained.folder, name))),
        name,
      ).toBe(true);
    }
  });

  it('leaves nothing half-written beside it', () => {
    expect(readdirSync(path.join(folder, 'first'))).toEqual([path.basename(trained.folder)]);
  });

  it('holds the titles, their matches and what people thought of them', () => {
    expect(bundle.titles[3]).toMatchObject({
      movieId: 4,
      title: 'Title 4',
      year: 1953,
      slug: 'title-4-1953',
    });
    expect(bundle.titles[3]!.likes).toBe(trained.model.likes[3]);
    expect(bundle.manifest.rows).toBe(bundle.titles.length);
  });

  it('ranks through ONNX exactly as the model that was evaluated', async () => {
    const { manifest, titles, titleVectors, neighbours, priors } = bundle;
    const k = manifest.dimensions;
    const history = historyOf(Int32Array.of(0, 4, 9));
    const vectors = new Float32Array(4 * k);
    history.rows.forEach((row, place) => {
      for (let d = 0; d < k; d++)
        vectors[place * k + d] = titleVectors[row * k + d]! * titles[row]!.encodeScale;
    });
    vectors.set(bundle.populationVector, 3 * k);
    const weights = Float32Array.of(1, 1, 1, populationWeight(manifest, 3));
    const encoder = await InferenceSession.create(bundle.userEncoder);
    const encoded = await encoder.run({
      vectors: new Tensor('float32', vectors, [1, 4, k]),
      weights: new Tensor('float32', weights, [1, 4]),
    });
    const norm = (encoded.norm!.data as Float32Array)[0]!;
    const side = new Float32Array(titles.length * 2);
    for (const row of history.rows) {
      for (let place = row * neighbours.perRow; place < (row + 1) * neighbours.perRow; place++) {
        if (neighbours.ids[place] !== -1)
          side[neighbours.ids[place]! * 2]! += neighbours.weights[place]! / norm;
      }
    }
    const decoded = titleVectors.map((value, place) => value * titles[Math.floor(place / k)]!.decodeScale);
    priors.forEach((prior, row) => {
      side[row * 2 + 1] = prior;
    });
    const predictor = await InferenceSession.create(bundle.linkPredictor);
    const predicted = await predictor.run({
      user: encoded.user!,
      titles: new Tensor('float32', decoded, [titles.length, k]),
      side: new Tensor('float32', side, [titles.length, 2]),
    });
    const { vector, bias } = manifest.linkPredictor;
    const expected = trained.model.score(history);
    (predicted.logit!.data as Float32Array).forEach((logit, row) => {
      expect(Math.abs(logit - (vector * expected[row]! + bias))).toBeLessThan(
        1e-4 * Math.max(1, Math.abs(logit)),
      );
      const probability = (predicted.probability!.data as Float32Array)[row]!;
      expect(probability).toBeCloseTo(1 / (1 + Math.exp(-logit)), 5);
    });
  });
});

describe('a bundle of format 1', () => {
  it('is read as one without a ranker', () => {
    const copy = mkdtempSync(path.join(folder, 'old-'));
    cpSync(trained.folder, copy, { recursive: true });
    const file = path.join(copy, 'manifest.json');
    const { ranker: _, ...manifest } = JSON.parse(readFileSync(file, 'utf8'));
    writeFileSync(file, JSON.stringify({ ...manifest, format: 1 }));
    expect(readBundle(copy).ranker).toBeNull();
    expect(bundle.ranker).not.toBeNull();
  });
});

describe('the ONNX graphs', () => {
  const random = seededRandom(4);
  const floats = (length: number) => Float32Array.from({ length }, () => random() - 0.5);

  it('encode a batch to 1e-5, and nothing to zero', async () => {
    const [batch, n, k] = [3, 5, 7];
    const vectors = floats(batch * n * k);
    const weights = floats(batch * n);
    weights.fill(0, 2 * n);
    const session = await InferenceSession.create(writeUserEncoder(k));
    const { user, norm } = await session.run({
      vectors: new Tensor('float32', vectors, [batch, n, k]),
      weights: new Tensor('float32', weights, [batch, n]),
    });
    for (let one = 0; one < batch; one++) {
      const sum = Array.from({ length: k }, (_, d) =>
        Array.from({ length: n }, (_, j) => weights[one * n + j]! * vectors[(one * n + j) * k + d]!).reduce(
          (a, b) => a + b,
        ),
      );
      const length = Math.max(Math.hypot(...sum), 1e-12);
      expect((norm!.data as Float32Array)[one]).toBeCloseTo(length, 5);
      sum.forEach((value, d) => {
        expect((user!.data as Float32Array)[one * k + d]).toBeCloseTo(value / length, 5);
      });
    }
  });

  it('predict any number of titles to 1e-5', async () => {
    const k = 6;
    const session = await InferenceSession.create(
      writeLinkPredictor(k, { vector: 2, coWatch: -0.5, prior: 0.25, bias: 0.1 }),
    );
    for (const m of [1, 9]) {
      const [user, titles, side] = [floats(k), floats(m * k), floats(m * 2)];
      const { logit, probability } = await session.run({
        user: new Tensor('float32', user, [1, k]),
        titles: new Tensor('float32', titles, [m, k]),
        side: new Tensor('float32', side, [m, 2]),
      });
      expect(logit!.dims).toEqual([m]);
      for (let row = 0; row < m; row++) {
        let affinity = 0;
        for (let d = 0; d < k; d++) affinity += user[d]! * titles[row * k + d]!;
        const expected = 2 * affinity - 0.5 * side[row * 2]! + 0.25 * side[row * 2 + 1]! + 0.1;
        expect((logit!.data as Float32Array)[row]).toBeCloseTo(expected, 5);
        expect((probability!.data as Float32Array)[row]).toBeCloseTo(1 / (1 + Math.exp(-expected)), 5);
      }
    }
  });
});

describe('a bundle that must not be served', () => {
  function damaged(change: (copy: string) => void): string {
    const copy = mkdtempSync(path.join(folder, 'copy-'));
    cpSync(trained.folder, copy, { recursive: true });
    change(copy);
    return copy;
  }
  const edit = (copy: string, name: string, change: (bytes: Buffer) => Buffer) =>
    writeFileSync(path.join(copy, name), change(readFileSync(path.join(copy, name))));
  const editManifest = (copy: string, change: (manifest: Record<string, unknown>) => void) =>
    edit(copy, 'manifest.json', (bytes) => {
      const manifest = JSON.parse(bytes.toString());
      change(manifest);
      return Buffer.from(JSON.stringify(manifest));
    });

  it('is refused when a byte has changed', () => {
    const copy = damaged((at) => edit(at, 'title-vectors.f32', (bytes) => bytes.fill(1, 0, 1)));
    expect(() => readBundle(copy)).toThrow(
      /title-vectors\.f32: its sha256 is not the manifest's; the bundle is damaged/,
    );
  });

  it('is refused when its ranker is damaged, or reads other features than this program makes', () => {
    expect(() =>
      readBundle(damaged((at) => edit(at, 'ranker.onnx', (bytes) => bytes.fill(1, 9, 10)))),
    ).toThrow(/ranker\.onnx: its sha256 is not the manifest's/);
    expect(() => readBundle(damaged((at) => rmSync(path.join(at, 'transitions.bin'))))).toThrow(
      /transitions\.bin: missing/,
    );
    const other = damaged((at) =>
      editManifest(at, (manifest) =>
        Object.assign(manifest, { ranker: { ...(manifest.ranker as object), features: ['graph', 'age'] } }),
      ),
    );
    expect(() => readBundle(other)).toThrow(
      /ranker\.features are graph, age where this program makes graph,/,
    );
  });

  it('is refused when a file is cut short or missing', () => {
    expect(() =>
      readBundle(damaged((at) => edit(at, 'neighbours.bin', (bytes) => bytes.subarray(4)))),
    ).toThrow(/neighbours\.bin: \d+ bytes where the manifest says/);
    expect(() => readBundle(damaged((at) => rmSync(path.join(at, 'NOTICE'))))).toThrow(
      /NOTICE: missing or not readable/,
    );
  });

  it('is refused when it is not a bundle, or one from the future', () => {
    expect(() => readBundle(damaged((at) => edit(at, 'manifest.json', () => Buffer.from('{}'))))).toThrow(
      /manifest\.json: this is not a Matinee model bundle/,
    );
    expect(() => readBundle(damaged((at) => edit(at, 'manifest.json', () => Buffer.from('{'))))).toThrow(
      /manifest\.json: not valid JSON/,
    );
    expect(() =>
      readBundle(damaged((at) => editManifest(at, (manifest) => Object.assign(manifest, { format: 3 })))),
    ).toThrow(/format 3 is newer than this program reads/);
    expect(() => readBundle(folder)).toThrow(/manifest\.json: missing or not readable/);
  });

  it('is refused when its manifest contradicts its files', () => {
    expect(() =>
      readBundle(damaged((at) => editManifest(at, (manifest) => Object.assign(manifest, { rows: 3 })))),
    ).toThrow(/titles\.json: \d+ titles where the manifest says 3/);
    expect(() =>
      readBundle(damaged((at) => editManifest(at, (manifest) => Object.assign(manifest, { dimensions: 5 })))),
    ).toThrow(/title-vectors\.f32: \d+ bytes where/);
    expect(() =>
      readBundle(
        damaged((at) => editManifest(at, (manifest) => Object.assign(manifest, { linkPredictor: {} }))),
      ),
    ).toThrow(/manifest\.json: linkPredictor\.vector/);
  });
});
