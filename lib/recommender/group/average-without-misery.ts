/**
 * Average without misery: the average of what no member likes less than the threshold (MusicFX: McCarthy and Anagnost, CSCW
 * 1998). What somebody likes less is worth its minimum, which is below every average that stands: it only fills a deck
 * that would else be too short.
 */
import { averages } from './average.ts';
import { minima } from './least-misery.ts';
import { byWorth, type Heard, type Rule } from './picking.ts';

/** [titles]: the average where nobody is miserable, else NaN. */
export function averagesWithoutMisery(heard: Heard, threshold: number): Float64Array {
  const least = minima(heard);
  return averages(heard).map((value, index) => (least[index]! < threshold ? Number.NaN : value));
}

export function averageWithoutMisery(threshold: number): Rule {
  return (heard) => {
    const least = minima(heard);
    const worth = averagesWithoutMisery(heard, threshold);
    return byWorth(
      worth.map((value, index) => (Number.isNaN(value) ? least[index]! : value)),
      averages(heard),
    );
  };
}
