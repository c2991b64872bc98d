'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { runAction } from '@/components/run-action.ts';
import { todayText } from '@/components/title/today.ts';
import { notify, notifyError } from '@/components/ui/toast.ts';
import { answerCompanion, takeBackAnswer } from '@/lib/actions/companions.ts';
import { confirmNight } from '@/lib/actions/nights.ts';
import type { TitleSummary } from '@/lib/catalog/summary.ts';

export type Question = { readonly id: string; readonly title: TitleSummary; readonly words: string } & (
  | { readonly kind: 'night'; readonly endedAt: string }
  | { readonly kind: 'company' }
);
/** Null takes an answer back. */
type Said = { readonly question: Question; readonly answer: boolean | null };

/** Yes and no to what may belong into the diary: gone from the list at once, back when it is refused or taken back. */
export function useAnswers() {
  const router = useRouter();
  const [answered, setAnswered] = useState<ReadonlySet<string>>(new Set());
  const mark = ({ id }: Question, isAnswered: boolean) =>
    setAnswered((before) => new Set(isAnswered ? [...before, id] : [...before].filter((one) => one !== id)));

  const { mutate } = useMutation<null, Error, Said>({
    mutationFn: ({ question, answer }) => runAction(send(question, answer)),
    onMutate: ({ question, answer }) => mark(question, answer !== null),
    onSuccess: (_, { question, answer }) => {
      router.refresh();
      if (answer === null) return;
      notify(answer ? `${question.title.name} is in your diary.` : 'Then it does not go into your diary.', {
        undo: () => mutate({ question, answer: null }),
      });
    },
    onError: (error, { question, answer }) => {
      mark(question, answer === null);
      notifyError(error.message);
    },
  });
  return {
    isOpen: ({ id }: Question) => !answered.has(id),
    answer: (question: Question, answer: boolean) => mutate({ question, answer }),
  };
}

function send(question: Question, answer: boolean | null) {
  const { id } = question;
  if (question.kind === 'night')
    return confirmNight({ nightId: id, watched: answer, watchedOn: todayText(new Date(question.endedAt)) });
  return answer === null ? takeBackAnswer({ watchId: id }) : answerCompanion({ watchId: id, accept: answer });
}
