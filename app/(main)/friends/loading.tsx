import { Skeleton } from '@/components/ui/skeleton.tsx';

export default function Loading() {
  return (
    <div role="status" className="page">
      <span className="sr-only">Loading…</span>
      <Skeleton className="mt-10 mb-8 h-11 w-48" />
      <Skeleton className="mb-12 h-11 w-full max-w-3xl" />
      {[1, 2, 3, 4].map((row) => (
        <div key={row} className="flex max-w-3xl items-center gap-3 py-3">
          <Skeleton className="size-11 rounded-control" />
          <Skeleton className="h-5 w-48" />
        </div>
      ))}
    </div>
  );
}
