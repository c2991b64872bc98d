import type { ReactNode } from 'react';
import { ButtonLink } from '@/components/ui/button.tsx';
import { SectionHeading } from '@/components/ui/section-heading.tsx';
import { countText } from '@/lib/format.ts';
import type { Section } from '@/lib/social/audience.ts';
import type { Shown } from '@/lib/social/profile.ts';

type PageSectionProps = {
  readonly section: Section;
  readonly title: string;
  readonly shown: Shown<unknown>;
  /** What one of them is called: "rating". */
  readonly one: string;
  /** Said where there is nothing yet. */
  readonly empty: string;
  /** The page with this section as a whole. */
  readonly wholeHref: string;
  /** A word on what is not shown. */
  readonly note?: string | undefined;
  readonly children: ReactNode;
};

/** One section of a person's page: how many there are, the latest of them, and the way to the others. */
export function PageSection({
  section,
  title,
  shown,
  one,
  empty,
  wholeHref,
  note,
  children,
}: PageSectionProps) {
  const { total, items } = shown;
  return (
    <section aria-labelledby={section} className="scroll-mt-24">
      <SectionHeading id={section} title={title}>
        {total > 0 && countText(total, one)}
      </SectionHeading>
      {total === 0 ? <p className="text-soft">{empty}</p> : children}
      {items.length < total && (
        <div className="mt-6">
          <ButtonLink href={wholeHref} variant="quiet" scroll={false}>
            Show more <span className="sr-only">of {title}</span>
          </ButtonLink>
        </div>
      )}
      {note && <p className="mt-3 text-sm text-soft">{note}</p>}
    </section>
  );
}
