import type { ReactNode } from 'react';
import { PosterLink } from '@/components/poster/poster-link.tsx';
import type { TitleWithState } from '@/lib/catalog/summary.ts';
import { CardActions } from './card-actions.tsx';

type TitleCardProps = {
  readonly title: TitleWithState & { readonly since?: Date };
  /** The sentence under the poster. */
  readonly reason?: ReactNode;
  readonly onWhy?: () => void;
  readonly priority?: boolean;
  /** Without an account there is nothing to act on. */
  readonly signedIn?: boolean;
};

export function TitleCard({ title, reason, onWhy, priority, signedIn = true }: TitleCardProps) {
  return (
    <article className="group flex h-full flex-col">
      <div className="transition-opacity group-has-data-dismissed:opacity-35">
        <PosterLink title={title} {...(priority !== undefined && { priority })} />
      </div>
      {reason !== undefined && reason !== null && <div className="mt-2.5 text-sm text-soft">{reason}</div>}
      {signedIn && <CardActions title={title} {...(onWhy && { onWhy })} />}
    </article>
  );
}
