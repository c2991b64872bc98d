'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { TasteChips } from '@/components/account/taste-chips.tsx';
import { TasteText, UnderstoodStatus } from '@/components/account/taste-text.tsx';
import { runAction } from '@/components/run-action.ts';
import { Button } from '@/components/ui/button.tsx';
import { notify, notifyError } from '@/components/ui/toast.ts';
import type { ChoiceInWords } from '@/lib/account/description.ts';
import { finishWelcome } from '@/lib/actions/welcome.ts';
import type { TitleSummary } from '@/lib/catalog/summary.ts';
import { genreName, languageName } from '@/lib/format.ts';
import { FacetPicker } from './facet-picker.tsx';
import { PosterPicker } from './poster-picker.tsx';
import { SampleRow } from './sample-row.tsx';
import { type Sample, useSample } from './use-sample.ts';
import { WelcomeStep } from './welcome-step.tsx';

type WelcomeProps = {
  readonly name: string;
  readonly pickable: readonly TitleSummary[];
  readonly genres: readonly string[];
  readonly languages: readonly string[];
  readonly firstItems: Sample['items'];
  /** Characters that a description may have. */
  readonly longest: number;
};

const LAST = 3;

/** Three skippable questions. The sample at the foot answers every pick and every word at once. */
export function Welcome({ name, pickable, genres, languages, firstItems, longest }: WelcomeProps) {
  const router = useRouter();
  const [step, setStep] = useState(1);
  const [picks, setPicks] = useState<readonly TitleSummary[]>([]);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [spoken, setSpoken] = useState<readonly string[]>([]);
  const [text, setText] = useState('');
  const [without, setWithout] = useState<readonly ChoiceInWords[]>([]);
  const titleIds = picks.map(({ id }) => id);
  const picked = { picks: titleIds, genres: chosen, languages: spoken, text, without };
  const { sample, ...state } = useSample(picked, { items: firstItems, choices: [], unread: [], text: '' });
  const finish = useMutation({
    mutationFn: () =>
      runAction(
        finishWelcome({
          picks: titleIds,
          genres: [...chosen],
          languages: [...spoken],
          description: text,
          without: without.map(({ facet, value }) => ({ facet, value })),
        }),
      ),
    onSuccess: ({ next }) => router.push(next),
    onError: (error) => notifyError(error.message),
  });
  const toStep = (next: number) => {
    setStep(next);
    window.scrollTo({ top: 0 });
  };
  const takeOut = (choice: ChoiceInWords) => {
    setWithout((before) => [...before, choice]);
    const undo = () => setWithout((before) => before.filter((one) => one !== choice));
    notify(`“${choice.words}” is taken out.`, { undo });
  };

  return (
    <div className="pb-72 md:pb-60">
      <p className="pt-8 text-sm text-soft">
        Step {step} of {LAST}
      </p>
      {step === 1 && (
        <WelcomeStep
          question={`Which of these do you love, ${name.split(' ')[0]}?`}
          hint="Three are enough to begin. Look below: every pick changes what we would suggest."
        >
          <PosterPicker pickable={pickable} picks={picks} onChange={setPicks} />
        </WelcomeStep>
      )}
      {step === 2 && (
        <WelcomeStep
          question="What are you in the mood for, most days?"
          hint="Choose as many as you like, or none."
        >
          <FacetPicker
            label="Genres"
            values={genres}
            nameOf={genreName}
            chosen={chosen}
            onChange={setChosen}
          />
          <FacetPicker
            label="Languages"
            values={languages}
            nameOf={languageName}
            chosen={spoken}
            onChange={setSpoken}
          />
        </WelcomeStep>
      )}
      {step === LAST && (
        <WelcomeStep
          question="Anything else we should know?"
          hint="Write as you would to a friend who picks the film tonight. You can change it later in the settings."
        >
          <div className="flex max-w-2xl flex-col gap-5">
            <TasteText text={text} longest={longest} onChange={setText} />
            <div>
              <UnderstoodStatus text={sample.text} count={sample.choices.length} unread={sample.unread} />
              <TasteChips choices={sample.choices} onRemove={takeOut} />
            </div>
          </div>
        </WelcomeStep>
      )}
      <div className="fixed inset-x-0 bottom-0 z-20 border-t border-line bg-paper">
        <div className="page py-4">
          <SampleRow items={sample.items} {...state} />
          <div className="mt-3 flex flex-wrap items-center justify-end gap-2">
            {step > 1 && (
              <Button variant="plain" className="mr-auto" onClick={() => toStep(step - 1)}>
                Back
              </Button>
            )}
            {step === 1 && (
              <Button variant="plain" onClick={() => toStep(2)}>
                Skip
              </Button>
            )}
            {step < LAST ? (
              <Button
                variant="ticket"
                disabled={step === 1 && picks.length === 0}
                onClick={() => toStep(step + 1)}
              >
                {step === 1 && picks.length > 0 ? `Continue with ${picks.length}` : 'Continue'}
              </Button>
            ) : (
              <Button variant="ticket" disabled={finish.isPending} onClick={() => finish.mutate()}>
                {finish.isPending ? 'One moment…' : 'Take me in'}
              </Button>
            )}
          </div>
        </div>
      </div>
    </div>
  );
}
