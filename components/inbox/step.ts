import type { Inbox, InboxItem } from '@/lib/social/inbox.ts';

/** One thing done in the inbox: how it is sent, how it looks at once, what is said, how it is taken back. */
export type Step = {
  readonly send: () => Promise<unknown>;
  /** The inbox as it will be, shown before the server has answered. */
  readonly foresee?: (inbox: Inbox) => Inbox;
  /** What else is shown at once; returns how to take it back. */
  readonly also?: () => () => void;
  readonly said?: string;
  readonly undo?: () => Step;
};

/** A row of one kind. */
export type Item<Kind extends InboxItem['kind']> = Extract<InboxItem, { kind: Kind }>;

export function rowKey(item: InboxItem): string {
  return `${item.kind}:${item.kind === 'friend-request' ? item.person.id : item.id}`;
}

/** The row is answered and gone. */
export function without(item: InboxItem) {
  return (inbox: Inbox): Inbox => ({
    ...inbox,
    waiting: inbox.waiting.filter((other) => rowKey(other) !== rowKey(item)),
  });
}

/** The row waits again, where it was. */
export function withAgain(item: InboxItem) {
  return (inbox: Inbox): Inbox => ({
    ...inbox,
    waiting: [...without(item)(inbox).waiting, item].sort((one, other) => (one.at < other.at ? 1 : -1)),
  });
}
