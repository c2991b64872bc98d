import { useTheme } from 'next-themes';
import { useSyncExternalStore } from 'react';

const never = () => () => {};

/** The theme this browser keeps, and how to change it. Undefined on the server, which cannot know it. */
export function useThemeChoice(): [string | undefined, (theme: string) => void] {
  const { theme, setTheme } = useTheme();
  const isBrowser = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  return [isBrowser ? (theme ?? 'system') : undefined, setTheme];
}
