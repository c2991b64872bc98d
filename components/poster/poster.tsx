import type { TitleSummary } from '@/lib/catalog/summary.ts';
import { titleSize } from './lettering.ts';
import { layoutOf, paletteOf } from './palette.ts';
import { posterSource } from './source.ts';

type PosterProps = {
  readonly title: TitleSummary;
  readonly priority?: boolean;
  readonly size?: 'grid' | 'large' | 'thumb';
};

/** Drawn from the title's facts. Decorative: whatever links or stands around it carries the name. */
export function Poster({ title, priority = false, size = 'grid' }: PosterProps) {
  const { ground, ink } = paletteOf(title);
  return (
    <span
      aria-hidden
      className={size === 'thumb' ? 'poster poster-thumb' : 'poster'}
      style={{ background: ground, color: ink }}
    >
      {/* biome-ignore lint/performance/noImgElement: an SVG of a few KB, nothing for an optimiser to do */}
      <img
        src={posterSource(title.slug)}
        alt=""
        width={300}
        height={450}
        loading={priority ? 'eager' : 'lazy'}
        fetchPriority={priority ? 'high' : 'auto'}
        decoding="async"
      />
      {size !== 'thumb' && <PosterWords title={title} />}
    </span>
  );
}

function PosterWords({ title }: { readonly title: TitleSummary }) {
  const { accent } = paletteOf(title);
  return (
    <span className={`poster-words poster-${layoutOf(title.slug)}`}>
      <span className="poster-title" style={{ fontSize: `${titleSize(title.name)}cqw` }}>
        {title.name}
      </span>
      <span className="poster-credit">
        <span className="poster-maker">{title.makers[0]}</span>
        <span className="poster-year" style={{ color: accent }}>
          {title.year}
        </span>
      </span>
    </span>
  );
}
