'use client';

import { RowName, RowPoster } from '@/components/title/row-title.tsx';
import { Button } from '@/components/ui/button.tsx';
import { SectionHeading } from '@/components/ui/section-heading.tsx';
import { dateText, listText } from '@/lib/format.ts';
import type { CompanionRequest } from '@/lib/library/companions.ts';
import type { NightToConfirm } from '@/lib/library/nights-of.ts';
import { type Question, useAnswers } from './use-answers.ts';

type ToConfirmProps = {
  readonly nights: readonly NightToConfirm[];
  readonly requests: readonly CompanionRequest[];
};

/** What may belong into the diary: yes puts it there, no does not. Nothing where nothing waits. */
export function ToConfirm({ nights, requests }: ToConfirmProps) {
  const questions = [...nights.map(askOfNight), ...requests.map(askOfCompany)];
  const { isOpen, answer } = useAnswers();
  const open = questions.filter(isOpen);
  if (open.length === 0) return null;
  return (
    <section aria-labelledby="to-confirm" className="mb-12 rounded-panel border border-line p-5 md:p-6">
      <SectionHeading id="to-confirm" title="To confirm" />
      <ul className="divide-y divide-line">
        {open.map((question) => (
          <li key={question.id} className="flex flex-wrap items-center gap-x-4 gap-y-3 py-4">
            <RowPoster title={question.title} className="w-11" />
            <div className="min-w-0 flex-1 basis-48">
              <RowName title={question.title} />
              <p className="text-sm text-soft">{question.words}</p>
            </div>
            <div className="flex gap-2 max-sm:w-full max-sm:pl-15">
              <Button
                size="s"
                aria-label={`Yes, I watched ${question.title.name}`}
                onClick={() => answer(question, true)}
              >
                Yes
              </Button>
              <Button
                size="s"
                variant="quiet"
                aria-label={`No, I did not watch ${question.title.name}`}
                onClick={() => answer(question, false)}
              >
                No
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function askOfNight({ night, title }: NightToConfirm): Question {
  const company = night.others.length > 0 ? `, with ${listText(night.others)}` : '';
  const day = dateText(night.endedAt);
  const words = `Did you watch it at ${night.name} on ${day}${company}?`;
  return { kind: 'night', id: night.id, title, words, endedAt: night.endedAt };
}

function askOfCompany({ watchId, title, by, watchedOn, precision }: CompanionRequest): Question {
  const when =
    precision === 'unknown' ? '' : ` ${precision === 'day' ? 'on' : 'in'} ${dateText(watchedOn, precision)}`;
  return { kind: 'company', id: watchId, title, words: `Did you watch it with ${by.name}${when}?` };
}
