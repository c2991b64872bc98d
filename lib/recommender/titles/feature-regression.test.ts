import { describe, expect, it } from 'vitest';
import { makeWorldFacts } from '../testing/world.ts';
import { featureNamesOf, regressOnFeatures } from './feature-regression.ts';

const dark = ['genre:thriller', 'decade:198'];
const light = ['genre:comedy', 'decade:198'];
const known = [
  { features: dark, support: 50 },
  { features: light, support: 50 },
  { features: dark, support: 1 },
];
const kernel = { degree: 3, ridge: 0.3, anchors: 3 };

describe('what features say of a title nobody has rated', () => {
  it('is near what the titles say that share them', () => {
    const place = regressOnFeatures(known, kernel).learn(Float32Array.of(1, 0, 0, 1, 1, 0), 2);
    const [asDark, asLight] = place(dark);
    expect(asDark!).toBeGreaterThan(0.5);
    expect(asLight!).toBeLessThan(asDark! / 2);
  });

  it('believes well supported titles more', () => {
    const [said] = regressOnFeatures(known, kernel).learn(Float32Array.of(1, 0, -1), 1)(dark);
    expect(said!).toBeGreaterThan(0.2);
  });

  it('is learned from the best supported titles when there are too many', () => {
    expect(regressOnFeatures(known, { ...kernel, anchors: 2 }).anchors).toEqual(Int32Array.of(0, 1));
  });

  it('is a number even for a title of which nothing is known', () => {
    const [said] = regressOnFeatures(known, kernel).learn(Float32Array.of(1, 1, 1), 1)([]);
    expect(Number.isFinite(said)).toBe(true);
  });

  it('names who directs and plays once for each', () => {
    const facts = { ...makeWorldFacts(0), makers: ['Agnès Varda'], cast: ['Agnès Varda'] };
    const names = featureNamesOf(facts);
    expect(names.filter((name) => name.endsWith('Varda'))).toEqual([
      'maker:Agnès Varda',
      'person:Agnès Varda',
    ]);
  });
});
