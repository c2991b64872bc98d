'use client';

import { useThemeChoice } from '@/components/layout/use-theme-choice.ts';
import { ChoiceGroup } from './choice-group.tsx';

export function ThemeSetting() {
  const [theme, setTheme] = useThemeChoice();
  return (
    <ChoiceGroup
      label="Theme"
      value={theme ?? ''}
      onChange={setTheme}
      choices={[
        { value: 'system', label: 'Like the system' },
        { value: 'light', label: 'Light' },
        { value: 'dark', label: 'Dark' },
      ]}
    />
  );
}
