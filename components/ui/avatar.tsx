import { joinClasses } from './join-classes.ts';

/** Each dark enough for white letters (AA). */
const colours = [
  '#7b5aa0',
  '#2f7259',
  '#a8532a',
  '#2a5d93',
  '#a63d5c',
  '#5d6b1f',
  '#186f7c',
  '#8a4a8f',
  '#7a5c2e',
  '#4f5aa8',
];

type AvatarProps = {
  readonly name: string;
  readonly size?: number;
  /** True beside the written name, so that it is not read twice. */
  readonly decorative?: boolean;
  readonly className?: string;
};

export function Avatar({ name, size = 36, decorative = false, className }: AvatarProps) {
  const spoken = decorative ? { 'aria-hidden': true } : { role: 'img', 'aria-label': name };
  return (
    <span
      {...spoken}
      className={joinClasses(
        'inline-grid shrink-0 place-items-center rounded-control font-semibold text-[#fff] select-none',
        className,
      )}
      style={{ width: size, height: size, fontSize: Math.max(9, size * 0.38), background: colourOf(name) }}
    >
      {initialsOf(name, size)}
    </span>
  );
}

function colourOf(name: string): string {
  let hash = 7;
  for (const letter of name) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) >>> 0;
  return colours[hash % colours.length] as string;
}

function initialsOf(name: string, size: number): string {
  const words = name.trim().split(/\s+/);
  const first = [...(words[0] ?? '')];
  if (size < 26) return (first[0] ?? '?').toUpperCase();
  const second = words.length > 1 ? [...(words.at(-1) ?? '')][0] : first[1];
  return `${first[0] ?? '?'}${second ?? ''}`.toUpperCase();
}
