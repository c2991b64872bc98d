'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { type ReactNode, useState } from 'react';
import { runAction } from '@/components/run-action.ts';
import { Button } from '@/components/ui/button.tsx';
import { notifyError } from '@/components/ui/toast.ts';
import { checkNight, createNight } from '@/lib/actions/nights.ts';
import type { NightConstraints, NightGroup } from '@/lib/nights/types.ts';
import type { Person } from '@/lib/social/people.ts';
import { ConstraintFields, type NightOptions } from './constraint-fields.tsx';
import { nightName } from './night-name.ts';
import { PeoplePicker } from './people-picker.tsx';
import { PoolCount, TooFew, usePool } from './pool.tsx';
import { RulePicker } from './rule-picker.tsx';
import { SUGGESTED_RULE } from './rule-words.ts';
import { SaveGroup } from './save-group.tsx';

type NewNightProps = {
  readonly friends: readonly Person[];
  readonly groups: readonly NightGroup[];
  readonly options: NightOptions;
  readonly chosenFirst: readonly string[];
};

/** Three questions on one page: who, what, and how you choose. All of it can be left as it is. */
export function NewNight({ friends, groups, options, chosenFirst }: NewNightProps) {
  const router = useRouter();
  const [userIds, setUserIds] = useState(chosenFirst);
  const [hotSeat, setHotSeat] = useState(false);
  const [constraints, setConstraints] = useState<NightConstraints>({ unseen: true });
  const [rule, setRule] = useState(SUGGESTED_RULE);
  const draft = { userIds: [...userIds], constraints };
  const { pool, isError } = usePool(['draft', userIds, constraints], () => checkNight(draft));
  const group = groups.find(({ members }) => sameOnes(members, userIds));
  const { mutate, isPending, isSuccess } = useMutation({
    mutationFn: () =>
      runAction(
        createNight({
          ...draft,
          rule,
          hotSeat,
          name: nightName(group?.name),
          ...(group && { groupId: group.id }),
        }),
      ),
    onSuccess: ({ nightId }) => router.push(`/nights/${nightId}`),
    onError: (error) => notifyError(error.message),
  });
  return (
    <div className="flex flex-col gap-12 pb-36">
      <Part title="Who is coming?">
        <PeoplePicker friends={friends} groups={groups} chosen={userIds} onChange={setUserIds} />
        <p className="mt-5 text-sm text-soft">
          Anybody else can come with the code that you get next, also without an account.
        </p>
        <label className="mt-3 flex min-h-11 items-center gap-3">
          <input
            type="checkbox"
            checked={hotSeat}
            onChange={(event) => setHotSeat(event.target.checked)}
            className="size-5 accent-ink"
          />
          We pass one phone round
        </label>
        {userIds.length > 1 && !group && <SaveGroup userIds={userIds} suggested={nightName(undefined)} />}
      </Part>
      <Part title="What may it be?">
        <ConstraintFields value={constraints} options={options} onChange={setConstraints} />
      </Part>
      <Part title="How do you choose?">
        <RulePicker value={rule} onChange={setRule} />
      </Part>
      <div className="fixed inset-x-0 bottom-[var(--tabs)] z-20 border-t border-line bg-paper">
        <div className="page flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3">
          <div className="flex min-w-0 flex-col gap-2">
            <PoolCount pool={pool} isError={isError} />
            {pool && <TooFew pool={pool} constraints={constraints} onChange={setConstraints} />}
          </div>
          <Button
            variant="ticket"
            className="max-sm:w-full"
            disabled={isPending || isSuccess || pool?.available === 0}
            onClick={() => mutate()}
          >
            {isPending || isSuccess ? 'Opening the doors…' : 'Open the doors'}
          </Button>
        </div>
      </div>
    </div>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="grid gap-x-12 gap-y-4 md:grid-cols-[14rem_1fr]">
      <h2 className="text-xl">{title}</h2>
      <div>{children}</div>
    </section>
  );
}

function sameOnes(members: readonly Person[], userIds: readonly string[]): boolean {
  return (
    members.length > 0 && members.length === userIds.length && members.every(({ id }) => userIds.includes(id))
  );
}
