'use client';

import { useTheme } from 'next-themes';
import { useSyncExternalStore } from 'react';
import { ChoiceGroup } from './choice-group.tsx';

const never = () => () => {};

export function ThemeSetting() {
  const { theme, setTheme } = useTheme();
  // The server cannot know the theme this browser keeps.
  const isBrowser = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  return (
    <ChoiceGroup
      label="Theme"
      value={isBrowser ? (theme ?? 'system') : ''}
      onChange={setTheme}
      choices={[
        { value: 'system', label: 'Like the system' },
        { value: 'light', label: 'Light' },
        { value: 'dark', label: 'Dark' },
      ]}
    />
  );
}
