'use client';

import { Copy, Share2 } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { Button } from './button.tsx';
import { copyText } from './copy-text.ts';
import { notify, notifyError } from './toast.ts';

type SendLinkProps = {
  readonly path: string;
  /** What the link is, for whoever hears only the button: "for one person, until 28 November". */
  readonly about: string;
  /** Goes with the link where the device sends it. */
  readonly message: string;
};

/** Copies a link of ours, or hands it to the device's own way of sending things. */
export function SendLink({ path, about, message }: SendLinkProps) {
  const canShare = useSyncExternalStore(
    nothingToWatch,
    () => 'share' in navigator,
    () => false,
  );
  const link = () => new URL(path, window.location.origin).href;
  const copy = () =>
    copyText(link()).then(
      () => notify('The link is copied.'),
      () => notifyError(`Your browser does not let us copy. The link: ${link()}`),
    );
  // Closing the device's own dialog without sending is no failure.
  const share = () => navigator.share({ text: message, url: link() }).catch(() => undefined);
  return (
    <>
      <Button size="s" variant="quiet" aria-label={`Copy the link ${about}`} onClick={copy}>
        <Copy aria-hidden size={16} /> Copy
      </Button>
      {canShare && (
        <Button size="s" variant="quiet" aria-label={`Send the link ${about}`} onClick={share}>
          <Share2 aria-hidden size={16} /> Send
        </Button>
      )}
    </>
  );
}

const nothingToWatch = () => () => {};
