import { ButtonLink } from '@/components/ui/button.tsx';

/** For somebody signed out: the way in, and back here afterwards. */
export function VisitorActions({ path }: { readonly path: string }) {
  return (
    <ButtonLink href={`/sign-in?next=${encodeURIComponent(path)}`} variant="quiet">
      Sign in to be friends
    </ButtonLink>
  );
}
