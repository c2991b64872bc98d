import { Eye } from 'lucide-react';
import { ButtonLink } from '@/components/ui/button.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { SegmentedLinks } from '@/components/ui/segmented.tsx';
import type { Guise } from '@/lib/social/profile.ts';

type ViewAsProps = { readonly guise: Guise; readonly path: string };

const guises = [
  { guise: 'friend', label: 'A friend', words: 'as a friend sees it' },
  { guise: 'link', label: 'With the link', words: 'as somebody with the link sees it' },
  { guise: 'anybody', label: 'Anybody', words: 'as anybody sees it, signed out' },
] as const satisfies readonly { guise: Guise; label: string; words: string }[];

/** Stands above the viewer's own page while they look at it with other eyes. */
export function ViewAsBanner({ guise: current, path }: ViewAsProps) {
  return (
    <div className="border-b border-line bg-raised">
      <div className="page flex flex-wrap items-center justify-between gap-x-6 gap-y-3 py-3">
        <p role="status" className="flex items-center gap-2 text-sm">
          <Eye aria-hidden size={18} className="flex-none text-soft" />
          This is your page {guises.find(({ guise }) => guise === current)?.words}.
        </p>
        <div className="flex flex-wrap items-center gap-2">
          <SegmentedLinks
            label="View as"
            items={guises.map(({ guise, label }) => ({
              href: `${path}?as=${guise}`,
              label,
              current: guise === current,
            }))}
          />
          <ButtonLink href="/settings/privacy" variant="plain">
            Back to privacy
          </ButtonLink>
        </div>
      </div>
    </div>
  );
}

export function NoPageFor({ guise }: { readonly guise: Guise }) {
  const who = guise === 'link' ? 'Whoever opens the link' : 'Anybody signed out';
  return (
    <div className="page">
      <h1 className="sr-only">Your page as others see it</h1>
      <EmptyState title="They see no page of yours">
        {who} is told that there is nothing here: no section of yours is for them.
      </EmptyState>
    </div>
  );
}
