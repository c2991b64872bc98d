import Link from 'next/link';
import { ButtonLink } from '@/components/ui/button.tsx';
import { SectionHeading } from '@/components/ui/section-heading.tsx';
import { TicketStub } from '@/components/ui/ticket-stub.tsx';
import { listText } from '@/lib/format.ts';
import type { NightGroup, NightList, NightSummary } from '@/lib/nights/types.ts';
import { GroupList } from './group-list.tsx';
import { JoinForm } from './join-form.tsx';
import { PastNights } from './past-nights.tsx';

type NightsHomeProps = {
  readonly nights: NightList;
  readonly groups: readonly NightGroup[];
};

/** Tonight: what runs already, a way to begin, a way in, and what came of the other evenings. */
export function NightsHome({ nights, groups }: NightsHomeProps) {
  return (
    <div className="flex flex-col gap-14">
      <TicketStub
        stub={
          <Link
            href="/nights/new"
            className="inline-flex min-h-11 items-center font-semibold underline-offset-4 hover:underline focus-visible:outline-on-ticket"
          >
            Start a night <span aria-hidden>&nbsp;→</span>
          </Link>
        }
      >
        <p className="font-display text-xl">Find tonight’s film together</p>
        <p className="mt-1 text-sm">
          A deck out of everybody’s taste. Each of you says yes or no, and nobody learns who said no.
        </p>
      </TicketStub>
      {nights.running.length > 0 && (
        <section aria-labelledby="running">
          <SectionHeading id="running" title="Going on now" />
          <ul>
            {nights.running.map((night) => (
              <Running key={night.id} night={night} />
            ))}
          </ul>
        </section>
      )}
      <div className="grid gap-x-14 gap-y-14 lg:grid-cols-[1fr_22rem]">
        <GroupList initial={groups} />
        <section aria-labelledby="join">
          <SectionHeading id="join" title="Join with a code" />
          <JoinForm isSignedIn code="" />
        </section>
      </div>
      <PastNights nights={nights.past} />
    </div>
  );
}

function Running({ night }: { readonly night: NightSummary }) {
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-line py-3 last:border-b-0">
      <div className="min-w-0">
        <p className="font-display text-lg">{night.name}</p>
        <p className="text-sm text-soft">
          {standing(night)}
          {night.others.length > 0 && ` · with ${listText(night.others)}`}
        </p>
      </div>
      <ButtonLink href={`/nights/${night.id}`} size="s" aria-label={`${call(night)}: ${night.name}`}>
        {call(night)}
      </ButtonLink>
    </li>
  );
}

function standing({ phase, attendance }: NightSummary): string {
  if (attendance === 'asked') return 'You are asked to come';
  if (phase === 'gathering') return 'The doors are open';
  return phase === 'final' ? 'In the last round' : 'You are voting';
}

function call({ attendance }: NightSummary): string {
  return attendance === 'asked' ? 'Have a look' : 'Go on';
}
