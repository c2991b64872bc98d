import type { ReactNode } from 'react';
import { Button } from './button.tsx';

type ErrorStateProps = {
  readonly title: string;
  readonly children?: ReactNode;
  readonly retry?: (() => void) | undefined;
};

export function ErrorState({ title, children, retry }: ErrorStateProps) {
  return (
    <div role="alert" className="mx-auto flex max-w-md flex-col items-center gap-3 py-16 text-center">
      <h2 className="text-xl">{title}</h2>
      <div className="text-soft">{children ?? 'Nothing of yours is lost. Please try again in a moment.'}</div>
      {retry && (
        <Button variant="quiet" className="mt-3" onClick={retry}>
          Try again
        </Button>
      )}
    </div>
  );
}
