'use client';

import { Ellipsis } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { type ReactNode, useState } from 'react';
import { Dialog } from '@/components/ui/dialog.tsx';
import { Menu, type MenuItem } from '@/components/ui/menu.tsx';
import { cancelNight, endNight } from '@/lib/actions/nights.ts';
import type { NightView } from '@/lib/nights/types.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { InviteTicket } from './invite-ticket.tsx';
import { MemberList } from './member-list.tsx';
import { useNightAction } from './use-night-action.ts';
import { usePeople } from './use-people.ts';

const PickDialog = dynamic(() => import('./pick-dialog.tsx').then((module) => module.PickDialog));

type NightMenuProps = { readonly night: NightView; readonly link: string; readonly qr: ReactNode };
type Shown = 'invite' | 'people' | 'pick' | 'end' | 'cancel' | null;

/** Whatever else can be done about a night, out of the way. */
export function NightMenu({ night, link, qr }: NightMenuProps) {
  const { act } = useNightAction(night.id);
  const router = useRouter();
  const [shown, setShown] = useState<Shown>(null);
  const [picking, setPicking] = useState(false);
  /** The dialog comes with the first wish to pick. */
  const pick = () => {
    setPicking(true);
    setShown('pick');
  };
  const close = () => setShown(null);
  const you = night.members.find(({ isYou }) => isYou);
  const isRunning = night.phase === 'voting' || night.phase === 'final';
  const people = usePeople(night);
  const cancel = () =>
    act({
      send: () => cancelNight({ nightId: night.id }),
      foresee: (before) => ({ ...before, phase: 'cancelled' }),
    });

  const items: MenuItem[] = [
    ...(isRunning ? [{ label: 'Let somebody in', onSelect: () => setShown('invite') }] : []),
    ...(isRunning ? [{ label: 'Who is there', onSelect: () => setShown('people') }] : []),
    ...(isRunning && night.isHost
      ? [
          { label: 'Pick the title yourself', onSelect: pick },
          { label: 'End now and decide', onSelect: () => setShown('end') },
        ]
      : []),
    ...(isRunning && !night.isHost && you
      ? [
          you.attendance === 'in'
            ? { label: 'I have to go', onSelect: () => people.count(you, 'out') }
            : { label: 'I am coming after all', onSelect: () => people.count(you, 'in') },
        ]
      : []),
    ...(night.isHost
      ? [{ label: 'Cancel the night', onSelect: () => setShown('cancel'), danger: true }]
      : []),
  ];
  if (items.length === 0) return null;
  return (
    <>
      <Menu label="More about this night" trigger={<Ellipsis aria-hidden size={20} />} items={items} />
      <Dialog open={shown === 'invite'} onClose={close} title="Let somebody in">
        <p className="text-soft">Whoever comes late begins with the first card. Nothing is lost.</p>
        <InviteTicket code={night.code} link={link} qr={qr} />
      </Dialog>
      <Dialog open={shown === 'people'} onClose={close} title="Who is there">
        <MemberList
          night={night}
          hostCan={night.isHost ? { count: people.count, remove: people.remove } : null}
        />
      </Dialog>
      {night.isHost && (
        <>
          {picking && (
            <PickDialog
              night={night}
              open={shown === 'pick'}
              onClose={close}
              onPick={(titleId) => act({ send: () => endNight({ nightId: night.id, titleId }) })}
            />
          )}
          <ConfirmDialog
            open={shown === 'end'}
            onClose={close}
            title="End now and decide?"
            yes="Decide now"
            onYes={() => act({ send: () => endNight({ nightId: night.id }) })}
          >
            What most of you said yes to so far is tonight’s title, for everybody.
          </ConfirmDialog>
          <ConfirmDialog
            open={shown === 'cancel'}
            onClose={close}
            title="Cancel the night?"
            yes="Cancel it"
            danger
            onYes={() => {
              cancel();
              router.push('/nights');
            }}
          >
            It ends for everybody, and what was said is forgotten.
          </ConfirmDialog>
        </>
      )}
    </>
  );
}
