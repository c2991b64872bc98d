import { Search } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { Shortcuts } from '@/components/shortcuts/shortcuts.tsx';
import { ButtonLink } from '@/components/ui/button.tsx';
import type { Viewer } from '@/lib/session.ts';
import { AccountMenu } from './account-menu.tsx';
import { NavLinks } from './nav-links.tsx';
import { SearchBox } from './search-box.tsx';
import { ShelfSwitch } from './shelf-switch.tsx';
import { TabBar } from './tab-bar.tsx';
import { Wordmark } from './wordmark.tsx';

type AppShellProps = {
  readonly viewer: Viewer | null;
  /** The sign of the inbox, for whoever is signed in. */
  readonly inbox: ReactNode;
  readonly children: ReactNode;
};

export function AppShell({ viewer, inbox, children }: AppShellProps) {
  return (
    <>
      <a href="#content" className="skip-link">
        Skip to the content
      </a>
      <header className="sticky top-0 z-30 border-b border-line bg-paper">
        <div className="page flex h-[calc(var(--header)-1px)] items-center gap-4">
          <Link href="/" aria-label="Matinee, home" className="inline-flex min-h-11 items-center">
            <Wordmark />
          </Link>
          {viewer && <NavLinks />}
          <div className="flex flex-1 items-center justify-end gap-1 md:gap-2">
            <div className="hidden flex-1 justify-end md:flex">
              <SearchBox />
            </div>
            <Link
              href="/search"
              aria-label="Search"
              className="inline-grid size-11 place-items-center rounded-control text-soft hover:text-ink md:hidden"
            >
              <Search aria-hidden size={22} />
            </Link>
            {inbox}
            {viewer ? <AccountMenu name={viewer.displayName} handle={viewer.handle} /> : <SignInLinks />}
          </div>
        </div>
      </header>
      <main id="content" tabIndex={-1} className="pb-[calc(var(--tabs)+4rem)] outline-none">
        {viewer && <ShelfSwitch />}
        {children}
      </main>
      {viewer && <TabBar />}
      <Shortcuts signedIn={viewer !== null} />
    </>
  );
}

function SignInLinks() {
  return (
    <nav aria-label="Account">
      <ButtonLink href="/sign-in" variant="quiet" size="s">
        Sign in
      </ButtonLink>
    </nav>
  );
}
