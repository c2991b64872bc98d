'use client';

import { useMutation } from '@tanstack/react-query';
import { useRef, useState, useSyncExternalStore } from 'react';
import { runAction } from '@/components/run-action.ts';
import { Button } from '@/components/ui/button.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import { Field } from '@/components/ui/field.tsx';
import { notify, notifyError } from '@/components/ui/toast.ts';
import { renewPageLink } from '@/lib/actions/preferences.ts';

type PageLinkProps = { readonly path: string; readonly shownSections: number };

/** The secret address of the viewer's page, to copy, and to be replaced by another. */
export function PageLink({ path: initial, shownSections }: PageLinkProps) {
  const [path, setPath] = useState(initial);
  const [doubted, setDoubted] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const address = useOrigin() + path;
  const { mutate, isPending } = useMutation({
    mutationFn: () => runAction(renewPageLink()),
    onMutate: () => setDoubted(false),
    onSuccess: (renewed) => {
      setPath(renewed.path);
      notify('There is a new link. The old one opens nothing any more.');
    },
    onError: (error) => notifyError(error.message),
  });
  return (
    <div className="flex flex-col gap-4">
      <Field
        ref={field}
        label="Link to your page"
        name="page-link"
        value={address}
        readOnly
        onFocus={(event) => event.target.select()}
        hint={
          shownSections === 0
            ? 'It opens nothing yet: no section is for people with the link.'
            : 'Whoever has it sees what is for people with the link, without signing in. It stays out of search engines.'
        }
      />
      <div className="flex flex-wrap gap-3">
        <Button variant="quiet" onClick={() => copy(address, field.current)}>
          Copy link
        </Button>
        <Button variant="plain" disabled={isPending} onClick={() => setDoubted(true)}>
          Make a new link…
        </Button>
      </div>
      <Dialog open={doubted} onClose={() => setDoubted(false)} title="Make a new link">
        <p className="text-soft">
          The link you have given away stops working at once, for everybody. This cannot be undone.
        </p>
        <div className="flex flex-wrap gap-3">
          <Button variant="danger" onClick={() => mutate()}>
            Make a new link
          </Button>
          <Button variant="quiet" onClick={() => setDoubted(false)}>
            Keep the old one
          </Button>
        </div>
      </Dialog>
    </div>
  );
}

/** Over plain http browsers keep the clipboard away: then it is selected, for the person to copy. */
function copy(address: string, field: HTMLInputElement | null): void {
  const selected = () => {
    field?.focus();
    notifyError('It could not be copied. It is selected: copy it by hand.');
  };
  if (navigator.clipboard) navigator.clipboard.writeText(address).then(() => notify('Copied.'), selected);
  else selected();
}

/** Where this Matinee is, as only the browser knows; empty in the server's HTML. */
function useOrigin(): string {
  return useSyncExternalStore(
    () => () => {},
    () => window.location.origin,
    () => '',
  );
}
