import { ChipLink } from '@/components/ui/chip.tsx';

const kinds = [
  { kind: null, label: 'Everything', href: '/?feed=for-you' },
  { kind: 'film', label: 'Films', href: '/?feed=for-you&kind=film' },
  { kind: 'series', label: 'Series', href: '/?feed=for-you&kind=series' },
] as const;

export function KindFilter({ current }: { readonly current: 'film' | 'series' | null }) {
  return (
    <nav aria-label="Kind" className="-mt-2 mb-6 flex gap-2">
      {kinds.map(({ kind, label, href }) => (
        <ChipLink key={href} href={href} selected={kind === current} prefetch={false}>
          {label}
        </ChipLink>
      ))}
    </nav>
  );
}
