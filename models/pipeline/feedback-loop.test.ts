import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../lib/math/random.ts';
import { drawPanels } from '../evaluation/chart.ts';
import { withSlate } from './evaluate-pipeline.ts';
import { type FeedbackSize, simulateFeedback } from './feedback-loop.ts';
import { estimateSeeds, feedbackPanel, feedbackRows, formatFeedback } from './feedback-report.ts';
import { clicks, createFeedbackWorld, examination, starsFor } from './feedback-world.ts';

const tiny: FeedbackSize = { people: 30, titles: 300, rounds: 4, retrainEvery: 2, slate: 20, seeds: [1, 2] };

describe('the feedback loop', { timeout: 120_000 }, () => {
  it('spreads what is shown over more titles with much exploration than with none, to the same people with the same luck', async () => {
    const result = await simulateFeedback(tiny, {
      'with exploration': withSlate({ exploreEvery: 2 }),
      'without exploration': withSlate({ exploreEvery: 0 }),
    });
    const first = (arm: keyof typeof result.rounds) => result.rounds[arm].map(([round]) => round!);
    const [explored, steady] = [first('with exploration'), first('without exploration')];
    explored.forEach((round, seed) => {
      expect(round.exposureGini).toBeLessThan(steady[seed]!.exposureGini);
      expect(round.coverage).toBeGreaterThan(steady[seed]!.coverage);
    });
    for (const rounds of Object.values(result.rounds).flat()) {
      expect(rounds).toHaveLength(tiny.rounds);
      for (const { accuracy, clickGini, coverageSoFar } of rounds) {
        expect(accuracy).toBeGreaterThan(0);
        expect(accuracy).toBeLessThanOrEqual(1);
        expect(clickGini).toBeGreaterThan(0);
        expect(coverageSoFar).toBeLessThanOrEqual(1);
      }
    }
    expect(formatFeedback(result)).toContain('| exposureGini | ');
    const rows = feedbackRows(result);
    expect(rows[0]!.rounds.accuracy).toHaveLength(tiny.rounds);
    const picture = drawPanels([feedbackPanel(rows, 'exposureGini', 'Gini of what is shown')]);
    expect(picture).toContain('<title>Gini of what is shown</title>');
    expect(picture).toContain('without exploration');
  });

  it('is the same when it is run again', async () => {
    const short = { ...tiny, rounds: 1, seeds: [3] };
    expect(await simulateFeedback(short)).toEqual(await simulateFeedback(short));
  });
});

describe('the people of the loop', () => {
  const world = createFeedbackWorld(20, 60, 1);

  it('click what they look at as often as they would like it', () => {
    const random = seededRandom(1);
    const shareAt = (relevance: number, place: number) =>
      Array.from({ length: 4000 }, () => clicks(relevance, place, random)).filter(Boolean).length / 4000;
    const first = shareAt(0.8, 0);
    expect(first).toBeGreaterThan(0.2);
    expect(shareAt(0.8, 2) / first).toBeCloseTo(examination(2), 1);
    expect(shareAt(0.4, 0) / first).toBeCloseTo(0.5, 1);
    expect(examination(2)).toBe(0.5);
  });

  it('differ in taste, and rate by it', () => {
    const best = Array.from({ length: 20 }, (_, person) => {
      const felt = world.titles.map((_title, title) => world.relevance(person, title));
      expect(Math.min(...felt)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...felt)).toBeLessThanOrEqual(1);
      return felt.indexOf(Math.max(...felt));
    });
    expect(new Set(best).size).toBeGreaterThan(3);
    const random = seededRandom(2);
    expect(starsFor(1, random)).toBeGreaterThanOrEqual(4);
    expect(starsFor(0, random)).toBeLessThanOrEqual(1.5);
  });
});

it('intervals over a few seeds are as wide as Student makes them', () => {
  const { value, low, high } = estimateSeeds([1, 2, 3]);
  expect(value).toBe(2);
  expect(high - value).toBeCloseTo((4.303 * 1) / Math.sqrt(3), 9);
  expect(value - low).toBeCloseTo(high - value, 9);
});
