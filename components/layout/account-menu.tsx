'use client';

import { useMutation } from '@tanstack/react-query';
import { tellTabsOfSignOut } from '@/components/live/connection.ts';
import { runAction } from '@/components/run-action.ts';
import { Avatar } from '@/components/ui/avatar.tsx';
import { Menu } from '@/components/ui/menu.tsx';
import { notifyError } from '@/components/ui/toast.ts';
import { signOut } from '@/lib/actions/account.ts';
import { useThemeChoice } from './use-theme-choice.ts';

type AccountMenuProps = { readonly name: string; readonly handle: string };

export function AccountMenu({ name, handle }: AccountMenuProps) {
  const [theme, setTheme] = useThemeChoice();
  const leave = useMutation({
    mutationFn: () => runAction(signOut()),
    onSuccess({ next }) {
      tellTabsOfSignOut();
      window.location.assign(next);
    },
    onError: (error) => notifyError(error.message),
  });
  const themes = [
    { value: 'system', label: 'Theme: as the system' },
    { value: 'light', label: 'Theme: light' },
    { value: 'dark', label: 'Theme: dark' },
  ];
  return (
    <Menu
      label={`Account of ${name}`}
      className="inline-grid size-11 place-items-center rounded-control"
      trigger={<Avatar name={name} decorative />}
      header={
        <div className="mb-1 border-b border-line px-3 pt-1.5 pb-2.5 text-sm">
          <p className="font-semibold">{name}</p>
          <p className="text-soft">@{handle}</p>
        </div>
      }
      items={[
        { label: 'Your page', href: `/people/${handle}` },
        { label: 'Settings', href: '/settings' },
        { label: 'Recently recommended', href: '/recommended' },
        ...themes.map(({ value, label }) => ({
          label,
          checked: theme === value,
          onSelect: () => setTheme(value),
        })),
        { label: 'Sign out', onSelect: () => leave.mutate() },
      ]}
    />
  );
}
