'use client';

import { Users } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { FriendPicker } from '@/components/friends/friend-picker.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import { Field } from '@/components/ui/field.tsx';
import { SelectField } from '@/components/ui/select-field.tsx';
import { dateText } from '@/lib/format.ts';
import type { Precision, WatchDate } from '@/lib/library/watch-date.ts';
import type { Person } from '@/lib/social/people.ts';
import { todayText } from './today.ts';

type WatchDialogProps = {
  readonly open: boolean;
  readonly title: string;
  readonly initial?: WatchDate | undefined;
  readonly onClose: () => void;
  /** `counts` is false when somebody else in the household watched it; friends who were there are asked. */
  readonly onChoose: (date: WatchDate, counts: boolean, company: readonly Person[]) => void;
};

/** Asks for as much of a date as somebody remembers and, of a new viewing, whether it was theirs. */
export function WatchDialog({ open, title, initial, onClose, onChoose }: WatchDialogProps) {
  return (
    <Dialog open={open} onClose={onClose} title={title}>
      <WatchForm
        initial={initial ?? { watchedOn: todayText(), precision: 'day' }}
        isNew={initial === undefined}
        onSubmit={(date, counts, company) => {
          onClose();
          onChoose(date, counts, company);
        }}
      />
    </Dialog>
  );
}

const KNOWN: readonly (readonly [Precision, string])[] = [
  ['day', 'The day'],
  ['month', 'Only the month'],
  ['year', 'Only the year'],
  ['unknown', 'I don’t remember'],
];
const MONTHS = Array.from({ length: 12 }, (_, index) => String(index + 1).padStart(2, '0'));

function WatchForm({
  initial,
  isNew,
  onSubmit,
}: {
  readonly initial: WatchDate;
  readonly isNew: boolean;
  readonly onSubmit: WatchDialogProps['onChoose'];
}) {
  const [precision, setPrecision] = useState(initial.precision);
  const [today] = useState(todayText);
  const [error, setError] = useState<string>();
  const [isOwn, setIsOwn] = useState(true);
  const [company, setCompany] = useState<ReadonlyMap<string, Person> | null>(null);
  const start = initial.watchedOn ?? today;
  const thisYear = today.slice(0, 4);

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const watchedOn = dateOf(form, precision);
    if (watchedOn !== null && watchedOn > today) setError('That is still to come. Choose today or earlier.');
    else onSubmit({ watchedOn, precision }, isOwn, isOwn ? [...(company?.values() ?? [])] : []);
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <SelectField
        label="What you remember"
        name="precision"
        value={precision}
        onChange={(event) => {
          setPrecision(event.target.value as Precision);
          setError(undefined);
        }}
      >
        {KNOWN.map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </SelectField>
      {precision === 'day' && (
        <Field
          label="Day"
          name="day"
          type="date"
          required
          min="1900-01-01"
          max={today}
          defaultValue={start}
          error={error}
        />
      )}
      {(precision === 'month' || precision === 'year') && (
        <div className="grid grid-cols-2 gap-3">
          {precision === 'month' && (
            <SelectField label="Month" name="month" defaultValue={start.slice(5, 7)}>
              {MONTHS.map((month) => (
                <option key={month} value={month}>
                  {dateText(`2000-${month}-01`, 'month').replace(' 2000', '')}
                </option>
              ))}
            </SelectField>
          )}
          <Field
            label="Year"
            name="year"
            type="number"
            inputMode="numeric"
            required
            min={1900}
            max={Number(thisYear)}
            defaultValue={start.slice(0, 4)}
            error={error}
          />
        </div>
      )}
      {isNew && isOwn && company === null && (
        <button
          type="button"
          className="inline-flex min-h-11 items-center gap-2 self-start text-sm underline underline-offset-4"
          onClick={() => setCompany(new Map())}
        >
          <Users aria-hidden size={16} />
          With friends…
        </button>
      )}
      {isNew && isOwn && company !== null && (
        <div>
          <FriendPicker legend="With" chosen={company} onChange={setCompany} />
          <p className="mt-1 text-sm text-soft">They are asked whether that is right.</p>
        </div>
      )}
      {isNew && (
        <label className="flex min-h-11 items-center gap-3 text-sm">
          <input
            type="checkbox"
            checked={!isOwn}
            onChange={() => setIsOwn(!isOwn)}
            className="size-5 flex-none accent-ink"
          />
          <span>
            Somebody else watched this
            <span className="block text-soft">It stays in the diary and does not count for your taste.</span>
          </span>
        </label>
      )}
      <Button type="submit" className="self-start">
        Save to the diary
      </Button>
    </form>
  );
}

function dateOf(form: FormData, precision: Precision): string | null {
  if (precision === 'unknown') return null;
  if (precision === 'day') return String(form.get('day'));
  const month = precision === 'month' ? String(form.get('month')) : '01';
  return `${String(form.get('year')).padStart(4, '0')}-${month}-01`;
}
