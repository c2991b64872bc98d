import { SectionHeading } from '@/components/ui/section-heading.tsx';
import type { CommonTitle } from '@/lib/social/profile.ts';
import { ComparedTitles } from './compared-titles.tsx';

type CommonTitlesProps = { readonly name: string; readonly titles: readonly CommonTitle[] };

export function CommonTitles({ name, titles }: CommonTitlesProps) {
  return (
    <section aria-labelledby="common">
      <SectionHeading id="common" title="You both know" />
      <ComparedTitles name={name} titles={titles} wide />
    </section>
  );
}
