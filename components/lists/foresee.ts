import type { ListItem, ListView } from '@/lib/lists/read-list.ts';
import type { Vote } from '@/lib/lists/votes.ts';

/**
 * What a change of one's own will make of the list, whatever others do meanwhile: applied to each newer state until one
 * arrives that holds it. Applying it to a state that holds it already changes nothing.
 */
export type Foresee = (view: ListView) => ListView;

export function foreseeVote(itemId: string, vote: Vote | null): Foresee {
  return onItem(itemId, (item) => {
    const { up, down, own } = item.votes;
    const count = (direction: Vote) => Number(vote === direction) - Number(own === direction);
    return { ...item, votes: { up: up + count(1), down: down + count(-1), own: vote } };
  });
}

export function foreseeNote(itemId: string, text: string): Foresee {
  return (view) =>
    onItem(itemId, (item) => {
      const others = item.notes.filter(({ by }) => by.key !== view.you);
      const by = view.members.find(({ key }) => key === view.you);
      return { ...item, notes: text === '' || !by ? others : [...others, { by, text }] };
    })(view);
}

export function foreseeAdded(item: ListItem): Foresee {
  return (view) =>
    view.items.some(({ id, title }) => id === item.id || title.id === item.title.id)
      ? view
      : { ...view, items: [...view.items, item] };
}

export function foreseeRemoved(itemId: string): Foresee {
  return (view) => ({ ...view, items: view.items.filter(({ id }) => id !== itemId) });
}

/** Back to where it was: behind the title that stood before it, or first. */
export function foreseeBack(item: ListItem, afterId: string | null): Foresee {
  return (view) => {
    if (view.items.some(({ id }) => id === item.id)) return view;
    const at = afterId === null ? -1 : view.items.findIndex(({ id }) => id === afterId);
    return { ...view, items: view.items.toSpliced(at + 1, 0, item) };
  };
}

export function foreseeMoved(itemId: string, side: 'before' | 'after', besideId: string): Foresee {
  return (view) => {
    const item = view.items.find(({ id }) => id === itemId);
    const others = view.items.filter(({ id }) => id !== itemId);
    const at = others.findIndex(({ id }) => id === besideId);
    if (!item || at < 0) return view;
    return { ...view, items: others.toSpliced(side === 'before' ? at : at + 1, 0, item) };
  };
}

export function foreseeMember(
  key: string,
  change: (member: ListView['members'][number]) => ListView['members'][number] | null,
): Foresee {
  return (view) => ({
    ...view,
    members: view.members.flatMap((member) => (member.key === key ? (change(member) ?? []) : member)),
  });
}

function onItem(itemId: string, change: (item: ListItem) => ListItem): Foresee {
  return (view) => ({
    ...view,
    items: view.items.map((item) => (item.id === itemId ? change(item) : item)),
  });
}

export type Pending = {
  readonly id: string;
  readonly foresee: Foresee;
  /** The version that holds it, once the server has said so. */
  readonly version: number | null;
};

/** The newest state that was read, with what is on its way on top. */
export function withPending(view: ListView, pending: readonly Pending[]): ListView {
  return waiting(view, pending).reduce((shown, { foresee }) => foresee(shown), view);
}

export function waiting(view: ListView, pending: readonly Pending[]): readonly Pending[] {
  return pending.filter(({ version }) => version === null || version > view.version);
}
