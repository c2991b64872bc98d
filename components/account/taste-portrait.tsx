import type { Statement } from '@/lib/library/portrait.ts';

/** What is known about somebody, each sentence with the numbers it is said on. */
export function TastePortrait({ statements }: { readonly statements: readonly Statement[] | null }) {
  if (statements === null)
    return (
      <p className="text-soft">
        Nothing. Recommendations are switched off, so nothing is computed from what you watch. Your diary,
        ratings and lists are kept for you alone.
      </p>
    );
  if (statements.length === 0)
    return (
      <p className="text-soft">
        Nothing yet. Rate a title, or mark one as watched, and what it says of you stands here.
      </p>
    );
  return (
    <ul className="flex flex-col gap-3">
      {statements.map(({ words, numbers }) => (
        <li key={words}>
          <p className="text-lg text-pretty">{words}</p>
          {numbers.length > 0 && (
            <details className="text-sm text-soft">
              <summary className="touch inline-flex min-h-8 cursor-pointer items-center underline underline-offset-4 hover:text-ink">
                How we know
              </summary>
              <ul className="mt-1 mb-2 border-l-2 border-line pl-4">
                {numbers.map((line) => (
                  <li key={line} className="py-0.5">
                    {line}
                  </li>
                ))}
              </ul>
            </details>
          )}
        </li>
      ))}
    </ul>
  );
}
