import { expect, test } from 'vitest';
import { noState } from '@/lib/catalog/summary.ts';
import type { ListItem, ListView } from '@/lib/lists/read-list.ts';
import {
  type Foresee,
  foreseeAdded,
  foreseeBack,
  foreseeMoved,
  foreseeNote,
  foreseeRemoved,
  foreseeVote,
  withPending,
} from './foresee.ts';

const item = (id: string, number: number): ListItem => ({
  id,
  title: {
    id: number,
    slug: id,
    name: id,
    year: 2000,
    kind: 'film',
    genres: [],
    keywords: [],
    language: 'en',
    runtime: 100,
    makers: [],
    own: noState,
  },
  addedBy: null,
  notes: [],
  votes: { up: 0, down: 0, own: null },
});
const you = { key: 'you', person: null, role: 'owner', state: 'joined' } as const;
const view: ListView = {
  id: 'list',
  version: 5,
  name: 'Rainy days',
  description: '',
  archived: false,
  role: 'owner',
  you: 'you',
  items: [item('one', 1), item('two', 2), item('three', 3)],
  hidden: 0,
  members: [you],
  links: [],
  latest: null,
};
const order = (shown: ListView) => shown.items.map(({ id }) => id);
const pending = (foresee: Foresee, version: number | null = null) => ({ id: 'change', foresee, version });

test.each([
  ['a vote', foreseeVote('two', 1)],
  ['a note', foreseeNote('two', 'In winter')],
  ['an addition', foreseeAdded(item('four', 4))],
  ['a removal', foreseeRemoved('two')],
  ['a return', foreseeBack(item('four', 4), 'one')],
  ['a move', foreseeMoved('three', 'before', 'one')],
])('%s shows at once, and applied to a state that holds it changes nothing', (_, foresee) => {
  const shown = withPending(view, [pending(foresee)]);
  expect(shown).not.toEqual(view);
  expect(foresee(shown)).toEqual(shown);
});

test('an older state that arrives late does not take back what was tapped', () => {
  const voted = pending(foreseeVote('two', 1), 7);
  const older = { ...view, version: 6, name: 'Renamed by Ben' };
  const shown = withPending(older, [voted]);
  expect([shown.name, shown.items[1]?.votes.own]).toEqual(['Renamed by Ben', 1]);
});

test('a state that holds the change is shown as the server tells it', () => {
  const voted = pending(foreseeVote('two', 1), 7);
  const takenBack = { ...view, version: 8 };
  expect(withPending(takenBack, [voted])).toEqual(takenBack);
});

test('moves go beside what stands there now, and nowhere when that is gone', () => {
  expect(order(foreseeMoved('one', 'after', 'two')(view))).toEqual(['two', 'one', 'three']);
  expect(order(foreseeMoved('three', 'before', 'one')(view))).toEqual(['three', 'one', 'two']);
  expect(order(foreseeMoved('three', 'before', 'gone')(view))).toEqual(['one', 'two', 'three']);
});

test('a vote is counted once, changed or taken back', () => {
  const up = foreseeVote('one', 1)(view);
  expect(up.items[0]?.votes).toEqual({ up: 1, down: 0, own: 1 });
  const down = foreseeVote('one', -1)(up);
  expect(down.items[0]?.votes).toEqual({ up: 0, down: 1, own: -1 });
  expect(foreseeVote('one', null)(down).items[0]?.votes).toEqual({ up: 0, down: 0, own: null });
});

test('the same title is not added twice', () => {
  expect(order(foreseeAdded(item('other id', 2))(view))).toEqual(['one', 'two', 'three']);
});
