'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { runAction } from '@/components/run-action.ts';
import { Button } from '@/components/ui/button.tsx';
import { notifyError } from '@/components/ui/toast.ts';
import { finishWelcome } from '@/lib/actions/welcome.ts';
import type { TitleSummary } from '@/lib/catalog/summary.ts';
import type { FeedItem } from '@/lib/feed/types.ts';
import { genreName, languageName } from '@/lib/format.ts';
import { FacetPicker } from './facet-picker.tsx';
import { PosterPicker } from './poster-picker.tsx';
import { SampleRow } from './sample-row.tsx';

type WelcomeProps = {
  readonly name: string;
  readonly pickable: readonly TitleSummary[];
  readonly genres: readonly string[];
  readonly languages: readonly string[];
  readonly firstSample: readonly Omit<FeedItem, 'position'>[];
};

/** Two skippable questions. The sample at the foot answers every pick at once. */
export function Welcome({ name, pickable, genres, languages, firstSample }: WelcomeProps) {
  const router = useRouter();
  const [step, setStep] = useState<'titles' | 'taste'>('titles');
  const [picks, setPicks] = useState<readonly TitleSummary[]>([]);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [spoken, setSpoken] = useState<readonly string[]>([]);
  const titleIds = picks.map(({ id }) => id);
  const finish = useMutation({
    mutationFn: () =>
      runAction(finishWelcome({ picks: titleIds, genres: [...chosen], languages: [...spoken] })),
    onSuccess: ({ next }) => router.push(next),
    onError: (error) => notifyError(error.message),
  });
  const toStep = (next: 'titles' | 'taste') => {
    setStep(next);
    window.scrollTo({ top: 0 });
  };

  return (
    <div className="pb-72 md:pb-60">
      <p className="pt-8 text-sm text-soft">Step {step === 'titles' ? 1 : 2} of 2</p>
      {step === 'titles' ? (
        <section aria-labelledby="welcome-heading">
          <h1 id="welcome-heading" className="mt-1 text-2xl md:text-3xl">
            Which of these do you love, {name.split(' ')[0]}?
          </h1>
          <p className="mt-2 mb-6 max-w-2xl text-soft">
            Three are enough to begin. Look below: every pick changes what we would suggest.
          </p>
          <PosterPicker pickable={pickable} picks={picks} onChange={setPicks} />
        </section>
      ) : (
        <section aria-labelledby="welcome-heading">
          <h1 id="welcome-heading" className="mt-1 text-2xl md:text-3xl">
            What are you in the mood for, most days?
          </h1>
          <p className="mt-2 mb-6 max-w-2xl text-soft">Choose as many as you like, or none.</p>
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
        </section>
      )}
      <div className="fixed inset-x-0 bottom-0 z-20 border-t border-line bg-paper">
        <div className="page py-4">
          <SampleRow picks={titleIds} genres={chosen} languages={spoken} first={firstSample} />
          <div className="mt-3 flex flex-wrap items-center justify-end gap-2">
            {step === 'taste' && (
              <Button variant="plain" className="mr-auto" onClick={() => toStep('titles')}>
                Back
              </Button>
            )}
            {step === 'titles' ? (
              <>
                <Button variant="plain" onClick={() => toStep('taste')}>
                  Skip
                </Button>
                <Button variant="ticket" disabled={picks.length === 0} onClick={() => toStep('taste')}>
                  {picks.length === 0 ? 'Continue' : `Continue with ${picks.length}`}
                </Button>
              </>
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
