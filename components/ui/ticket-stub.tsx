import type { ReactNode } from 'react';
import { joinClasses } from './join-classes.ts';

type TicketStubProps = {
  readonly children: ReactNode;
  readonly stub: ReactNode;
  readonly className?: string;
};

/** The one ornament: tonight, invitations, results. Once a screen. */
export function TicketStub({ children, stub, className }: TicketStubProps) {
  return (
    <div className={joinClasses('ticket', className)}>
      <div className="ticket-body">{children}</div>
      <div className="ticket-stub">{stub}</div>
    </div>
  );
}
