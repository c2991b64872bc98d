import type { ReactNode } from 'react';
import type { Section } from '@/lib/social/audience.ts';
import type { PersonPage } from '@/lib/social/profile.ts';
import { PersonHeader } from './person-header.tsx';
import { PersonSections } from './person-sections.tsx';

type PersonViewProps = {
  readonly page: PersonPage;
  /** Where the page is, with what its address says besides. */
  readonly at: { readonly path: string; readonly query?: Readonly<Record<string, string>> };
  readonly signedIn: boolean;
  /** Whoever looks with an account of their own; null where nothing can be done about people. */
  readonly viewerId?: string | null;
  /** What can be done with this person. */
  readonly actions?: ReactNode;
  /** What the viewer has to do with them, under the name; and what the two have in common, above everything. */
  readonly note?: ReactNode;
  readonly insight?: ReactNode;
  /** Said under everything, or alone where nothing is shown. */
  readonly closing?: ReactNode;
};

/** A person's page, whoever looks at it. */
export function PersonView({
  page,
  at,
  signedIn,
  viewerId = null,
  actions,
  note,
  insight,
  closing,
}: PersonViewProps) {
  const hrefOf = (whole: Section) =>
    `${at.path}?${new URLSearchParams({ ...at.query, all: whole })}#${whole}`;
  return (
    <div className="page">
      <PersonHeader person={page} note={note}>
        {actions}
      </PersonHeader>
      <div className="flex flex-col gap-14">
        {insight}
        <PersonSections page={page} hrefOf={hrefOf} signedIn={signedIn} viewerId={viewerId} />
        {closing}
      </div>
    </div>
  );
}
