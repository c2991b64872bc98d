import type { NightProgress } from '@/lib/nights/types.ts';

/** How many are done, as seats that fill up: never whose. */
export function Seats({ progress }: { readonly progress: NightProgress }) {
  return (
    <div className="flex flex-col items-center gap-3">
      <div aria-hidden className="flex flex-wrap justify-center gap-2">
        {Array.from({ length: progress.members }, (_, index) => (
          <svg
            // biome-ignore lint/suspicious/noArrayIndexKey: a seat is its place
            key={index}
            width="34"
            height="34"
            viewBox="0 0 34 34"
            fill="currentColor"
            aria-hidden="true"
            className={index < progress.done ? 'seat seat-taken' : 'seat'}
          >
            <path d="M9 3h16a3 3 0 0 1 3 3v13H6V6a3 3 0 0 1 3-3z" />
            <path d="M2 15a2 2 0 0 1 4 0v6h22v-6a2 2 0 0 1 4 0v12a2 2 0 0 1-2 2h-2v3h-3v-3H9v3H6v-3H4a2 2 0 0 1-2-2z" />
          </svg>
        ))}
      </div>
      <p role="status" className="text-soft">
        {doneText(progress)}
      </p>
    </div>
  );
}

export function doneText({ done, members }: NightProgress): string {
  if (members === 1) return done === 1 ? 'You are done' : 'You have the room to yourself';
  return done === members ? 'All are done' : `${done} of ${members} ${done === 1 ? 'is' : 'are'} done`;
}
