import { ReasonText } from '@/components/feed/reason-text.tsx';
import { Poster } from '@/components/poster/poster.tsx';
import { joinClasses } from '@/components/ui/join-classes.ts';
import type { Sample } from './use-sample.ts';

type SampleRowProps = {
  readonly items: Sample['items'];
  readonly untouched: boolean;
  readonly isError: boolean;
  readonly isPending: boolean;
};

/** Six titles that today's picks would lead to; they change with every pick. */
export function SampleRow({ items, untouched, isError, isPending }: SampleRowProps) {
  return (
    <section aria-label="What we would suggest">
      <p className="mb-2 text-sm text-soft" role="status">
        {isError
          ? 'The suggestions did not come; your picks are kept.'
          : untouched
            ? 'What most people like'
            : 'What we would suggest now'}
      </p>
      <ul
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        aria-label="Suggestions"
        className={joinClasses('flex gap-3 overflow-x-auto pb-1 transition', isPending && 'opacity-60')}
      >
        {items.map(({ title, explanation }) => (
          <li
            key={title.id}
            className="flex w-48 shrink-0 items-center gap-2.5 md:w-44"
            data-sample={title.slug}
          >
            <div className="w-14 shrink-0">
              <Poster title={title} size="thumb" />
            </div>
            <p className="min-w-0 text-xs text-soft">
              <b className="line-clamp-2 font-semibold text-ink">{title.name}</b>
              <span className="line-clamp-3">
                <ReasonText reason={explanation.reason} />
              </span>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
