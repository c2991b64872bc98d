import type { NoteToRead } from '@/lib/library/note.ts';

/** Somebody's words about a title; folded where they give the story away to a reader who does not know it yet. */
export function NoteText({ name, note }: { readonly name: string; readonly note: NoteToRead }) {
  const words = <p className="max-w-prose whitespace-pre-line border-line border-l-2 pl-3">{note.text}</p>;
  if (!note.folded) return words;
  return (
    <details className="text-soft">
      <summary className="touch inline-flex min-h-9 items-center text-sm hover:text-ink">
        <span>
          {name} wrote about it, and gives the story away —{' '}
          <span className="underline underline-offset-4">show</span>
        </span>
      </summary>
      <div className="mt-1 text-ink">{words}</div>
    </details>
  );
}
