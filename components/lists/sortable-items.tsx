'use client';

import {
  type Announcements,
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  MouseSensor,
  TouchSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import {
  SortableContext,
  sortableKeyboardCoordinates,
  useSortable,
  verticalListSortingStrategy,
} from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import { GripVertical } from 'lucide-react';
import { useRef } from 'react';
import { joinClasses } from '@/components/ui/join-classes.ts';
import type { ListItem, ListView } from '@/lib/lists/read-list.ts';
import { ItemRow } from './item-row.tsx';
import type { ListActionsOf } from './use-list-actions.ts';

type SortableItemsProps = { readonly view: ListView; readonly actions: ListActionsOf };

/** The list's order, by pointer, by finger (held for a moment, so that scrolling stays scrolling) and by keyboard. */
export function SortableItems({ view, actions }: SortableItemsProps) {
  const { items } = view;
  const lifted = useRef(false);
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 4 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 150, tolerance: 8 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const drop = ({ active, over }: DragEndEvent) => {
    if (!over || over.id === active.id) return;
    actions.moveTo(
      String(active.id),
      items.findIndex(({ id }) => id === over.id),
    );
  };
  return (
    <DndContext
      id={`list-${view.id}`}
      sensors={sensors}
      collisionDetection={closestCenter}
      onDragEnd={drop}
      accessibility={{ announcements: announcementsFor(items, lifted), screenReaderInstructions }}
    >
      <SortableContext items={items.map(({ id }) => id)} strategy={verticalListSortingStrategy}>
        <ol aria-label="Titles" className="divide-y divide-line border-y border-line">
          {items.map((item) => (
            <SortableItem key={item.id} item={item} view={view} actions={actions} />
          ))}
        </ol>
      </SortableContext>
    </DndContext>
  );
}

function SortableItem({ item, ...rest }: SortableItemsProps & { readonly item: ListItem }) {
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } =
    useSortable({ id: item.id });
  return (
    <li
      ref={setNodeRef}
      style={{ transform: CSS.Translate.toString(transform), transition }}
      className={joinClasses(
        'bg-paper',
        isDragging && 'relative z-10 bg-raised shadow-[var(--poster-shadow)]',
      )}
    >
      <ItemRow
        item={item}
        ordered
        {...rest}
        handle={
          <button
            type="button"
            ref={setActivatorNodeRef}
            {...attributes}
            {...listeners}
            aria-label={`Move ${item.title.name}`}
            className="-ml-3 inline-grid h-20 w-11 shrink-0 cursor-grab touch-manipulation place-items-center rounded-control text-soft hover:text-ink active:cursor-grabbing sm:h-24"
          >
            <GripVertical aria-hidden size={18} />
          </button>
        }
      />
    </li>
  );
}

const screenReaderInstructions = {
  draggable:
    'Press space to lift the title, the arrow keys to move it, space again to drop it, and escape to leave it where it was. The menu beside it moves it too.',
};

/** Being over its own place is the first thing that is told after a lift, and says nothing that the lift did not. */
function announcementsFor(items: readonly ListItem[], lifted: { current: boolean }): Announcements {
  const nameOf = (id: string | number) => items.find((item) => item.id === id)?.title.name ?? 'The title';
  const placeOf = (id: string | number) =>
    `${items.findIndex((item) => item.id === id) + 1} of ${items.length}`;
  return {
    onDragStart: ({ active }) => {
      lifted.current = true;
      return `${nameOf(active.id)} is lifted, at place ${placeOf(active.id)}.`;
    },
    onDragOver: ({ active, over }) => {
      const isFirst = lifted.current;
      lifted.current = false;
      if (isFirst && over?.id === active.id) return undefined;
      return over
        ? `${nameOf(active.id)} is over place ${placeOf(over.id)}.`
        : `${nameOf(active.id)} is outside the list.`;
    },
    onDragEnd: ({ active, over }) =>
      over
        ? `${nameOf(active.id)} is at place ${placeOf(over.id)}.`
        : `${nameOf(active.id)} stays where it was.`,
    onDragCancel: ({ active }) => `${nameOf(active.id)} stays where it was.`,
  };
}
