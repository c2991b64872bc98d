'use client';

import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { SectionHeading } from '@/components/ui/section-heading.tsx';
import { changeNight, checkNight, startNight } from '@/lib/actions/nights.ts';
import type { NightConstraints, NightMember, NightView } from '@/lib/nights/types.ts';
import type { GroupRule } from '@/lib/recommender/group/rules.ts';
import { AddAtPhone } from './add-at-phone.tsx';
import type { NightOptions } from './constraint-fields.tsx';
import { InviteTicket } from './invite-ticket.tsx';
import { MemberList } from './member-list.tsx';
import { NightHeading } from './night-heading.tsx';
import { PoolCount, TooFew, usePool } from './pool.tsx';
import { Terms } from './terms.tsx';
import { useNightAction } from './use-night-action.ts';
import { usePeople } from './use-people.ts';

type GatheringProps = {
  readonly night: NightView;
  readonly link: string;
  readonly qr: ReactNode;
  readonly options: NightOptions;
};

/** Before the lights go down: who comes, how to get in, what it may be. */
export function Gathering({ night, link, qr, options }: GatheringProps) {
  const { act, isPending } = useNightAction(night.id);
  const change = (wanted: { rule?: GroupRule; constraints?: NightConstraints }) =>
    act({
      send: () => changeNight({ nightId: night.id, ...wanted }),
      foresee: (before) => ({ ...before, ...wanted }),
    });
  const people = usePeople(night);
  const you = night.members.find(({ isYou }) => isYou);
  return (
    <div className="mx-auto flex max-w-4xl flex-col gap-10 pt-4 md:pt-8 lg:grid lg:grid-cols-[minmax(0,1fr)_20rem] lg:gap-x-14">
      <div className="lg:col-span-2">
        <NightHeading>{night.name}</NightHeading>
        <p className="mt-2 text-soft">
          {night.isHost ? 'The doors are open.' : 'It begins when the host says so.'}
        </p>
      </div>
      <div className="flex flex-col gap-10">
        <InviteTicket code={night.code} link={link} qr={qr} />
        <section aria-labelledby="people">
          <SectionHeading id="people" title="Who is coming" />
          <MemberList
            night={night}
            hostCan={night.isHost ? { count: people.count, remove: people.remove } : null}
          />
          {night.isHost && <AddAtPhone onAdd={people.add} />}
        </section>
      </div>
      {/* On a phone the way to start stays in sight, whoever comes. */}
      <div className="contents lg:flex lg:flex-col lg:gap-8">
        <Terms night={night} options={options} onChange={night.isHost ? change : null} />
        {night.isHost ? (
          <HostStart
            night={night}
            onChange={(constraints) => change({ constraints })}
            onStart={() => act({ send: () => startNight({ nightId: night.id }) })}
            isPending={isPending}
          />
        ) : (
          you && <Attendance attendance={you.attendance} onSet={(wanted) => people.count(you, wanted)} />
        )}
      </div>
    </div>
  );
}

/** One alone agrees with nobody. */
const FEWEST = 2;

type HostStartProps = {
  readonly night: NightView;
  readonly onChange: (constraints: NightConstraints) => void;
  readonly onStart: () => void;
  readonly isPending: boolean;
};

function HostStart({ night, onChange, onStart, isPending }: HostStartProps) {
  const there = night.members.filter(({ attendance }) => attendance === 'in');
  const { pool, isError } = usePool([night.id, night.constraints, there.map(({ id }) => id)], () =>
    checkNight({ nightId: night.id }),
  );
  return (
    <div className="sticky bottom-0 z-10 -mx-4 flex flex-col gap-3 border-t border-line bg-paper px-4 py-4 lg:static lg:mx-0 lg:border-0 lg:p-0">
      {there.length < FEWEST ? (
        <p className="text-sm text-soft">
          As soon as somebody else is here you can start. Share the code, or add somebody at your phone.
        </p>
      ) : (
        <PoolCount pool={pool} isError={isError} />
      )}
      {pool && <TooFew pool={pool} constraints={night.constraints} onChange={onChange} />}
      <Button disabled={isPending || there.length < FEWEST || pool?.available === 0} onClick={onStart}>
        {isPending ? 'Shuffling…' : there.length < FEWEST ? 'Start' : `Start with ${there.length} of you`}
      </Button>
    </div>
  );
}

type AttendanceProps = {
  readonly attendance: NightMember['attendance'];
  readonly onSet: (attendance: 'in' | 'out') => void;
};

function Attendance({ attendance, onSet }: AttendanceProps) {
  if (attendance === 'in')
    return (
      <div className="flex flex-col items-start gap-1">
        <p className="font-medium">You are in.</p>
        <Button variant="plain" className="-ml-2" onClick={() => onSet('out')}>
          I cannot come after all
        </Button>
      </div>
    );
  return (
    <div className="flex flex-wrap gap-2">
      <Button onClick={() => onSet('in')}>
        {attendance === 'asked' ? 'I am in' : 'I am coming after all'}
      </Button>
      {attendance === 'asked' && (
        <Button variant="quiet" onClick={() => onSet('out')}>
          I cannot come
        </Button>
      )}
    </div>
  );
}
