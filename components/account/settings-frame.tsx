import type { ReactNode } from 'react';
import { PageHeading } from '@/components/ui/page-heading.tsx';
import { SegmentedLinks } from '@/components/ui/segmented.tsx';

const pages = [
  { href: '/settings', label: 'Feed' },
  { href: '/settings/taste', label: 'Taste' },
  { href: '/settings/privacy', label: 'Privacy' },
  { href: '/settings/account', label: 'Account' },
  { href: '/settings/tokens', label: 'API' },
] as const;

type SettingsFrameProps = { readonly current: (typeof pages)[number]['href']; readonly children: ReactNode };

export function SettingsFrame({ current, children }: SettingsFrameProps) {
  return (
    <div className="page">
      <PageHeading
        title="Settings"
        aside={
          <SegmentedLinks
            label="Settings"
            items={pages.map((page) => ({ ...page, current: page.href === current }))}
          />
        }
      />
      <div className="divide-y divide-line border-t border-line">{children}</div>
    </div>
  );
}

type SettingProps = { readonly title: string; readonly hint?: ReactNode; readonly children: ReactNode };

export function Setting({ title, hint, children }: SettingProps) {
  const id = title.toLowerCase().replace(/[^a-z]+/g, '-');
  return (
    <section aria-labelledby={id} className="grid gap-x-12 gap-y-4 py-8 md:grid-cols-[17rem_1fr]">
      <div>
        <h2 id={id} className="text-xl">
          {title}
        </h2>
        {hint && <p className="mt-1 max-w-xl text-sm text-soft">{hint}</p>}
      </div>
      <div className="min-w-0 max-w-3xl">{children}</div>
    </section>
  );
}

/** One of several things under a setting. */
export function SettingPart({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div className="not-first:mt-8">
      <h3 className="mb-2 font-text text-sm font-medium">{title}</h3>
      {children}
    </div>
  );
}
