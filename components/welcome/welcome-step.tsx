import type { ReactNode } from 'react';

type WelcomeStepProps = {
  readonly question: string;
  readonly hint: string;
  readonly children: ReactNode;
};

export function WelcomeStep({ question, hint, children }: WelcomeStepProps) {
  return (
    <section aria-labelledby="welcome-heading">
      <h1 id="welcome-heading" className="mt-1 text-2xl md:text-3xl">
        {question}
      </h1>
      <p className="mt-2 mb-6 max-w-2xl text-soft">{hint}</p>
      {children}
    </section>
  );
}
