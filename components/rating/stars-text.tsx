import { starsText } from '@/lib/format.ts';
import { fillOf, Star } from './star.tsx';

/** A rating to read. */
export function Stars({
  value,
  size = '0.95em',
}: {
  readonly value: number;
  readonly size?: number | string;
}) {
  return (
    <span role="img" aria-label={starsText(value)} className="inline-flex gap-[0.08em] align-[-0.1em]">
      {[0, 1, 2, 3, 4].map((position) => (
        <Star key={position} fill={fillOf(value, position)} size={size} />
      ))}
    </span>
  );
}
