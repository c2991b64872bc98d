import { Eye } from 'lucide-react';
import { ButtonLink } from '@/components/ui/button.tsx';

const eyes = [
  { guise: 'friend', label: 'As a friend' },
  { guise: 'link', label: 'As somebody with the link' },
  { guise: 'anybody', label: 'As anybody, signed out' },
] as const;

export function ViewAsLinks({ handle }: { readonly handle: string }) {
  return (
    <ul className="flex flex-wrap gap-3">
      {eyes.map(({ guise, label }) => (
        <li key={guise}>
          <ButtonLink href={`/people/${handle}?as=${guise}`} variant="quiet" prefetch={false}>
            <Eye aria-hidden size={18} /> {label}
          </ButtonLink>
        </li>
      ))}
    </ul>
  );
}
