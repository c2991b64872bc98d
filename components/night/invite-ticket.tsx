'use client';

import { Copy, Share2 } from 'lucide-react';
import { type ReactNode, useSyncExternalStore } from 'react';
import { copyText } from '@/components/ui/copy-text.ts';
import { notify, notifyError } from '@/components/ui/toast.ts';

type InviteTicketProps = {
  readonly code: string;
  readonly link: string;
  /** Drawn on the server. */
  readonly qr: ReactNode;
};

/** The way in, on a ticket: to be typed, scanned or sent. */
export function InviteTicket({ code, link, qr }: InviteTicketProps) {
  return (
    <div className="ticket night-ticket">
      <div className="ticket-body flex flex-col justify-center gap-4">
        <div>
          <p className="text-sm">Admit everybody with this code</p>
          <p className="code-letters mt-2">
            <span className="sr-only">The code: {[...code].join(' ')}</span>
            <span aria-hidden>{code}</span>
          </p>
        </div>
        <SendLink link={link} />
      </div>
      <div className="ticket-stub">
        <div className="w-full max-w-40 rounded-[10px] bg-[#fff] p-2">{qr}</div>
      </div>
    </div>
  );
}

const button =
  'inline-flex min-h-11 items-center gap-2 rounded-control border border-current px-4 text-sm font-medium ' +
  'transition hover:bg-on-ticket hover:text-ticket focus-visible:outline-on-ticket';

function SendLink({ link }: { readonly link: string }) {
  const canShare = useSyncExternalStore(
    nothingToWatch,
    () => 'share' in navigator,
    () => false,
  );
  const copy = () =>
    copyText(link).then(
      () => notify('The link is copied. Send it to whoever should come.'),
      () => notifyError(`Your browser does not let us copy. The link: ${link}`),
    );
  const share = () => navigator.share({ title: 'Tonight at Matinee', url: link }).catch(() => undefined);
  return (
    <div className="flex flex-wrap gap-2">
      <button type="button" className={button} onClick={copy}>
        <Copy aria-hidden size={16} />
        Copy the link
      </button>
      {canShare && (
        <button type="button" className={button} onClick={share}>
          <Share2 aria-hidden size={16} />
          Send it
        </button>
      )}
    </div>
  );
}

const nothingToWatch = () => () => {};
