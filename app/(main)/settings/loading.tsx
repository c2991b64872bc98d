import { Skeleton } from '@/components/ui/skeleton.tsx';

export default function Loading() {
  return (
    <div role="status" className="page">
      <span className="sr-only">Loading…</span>
      <Skeleton className="mt-10 mb-8 h-11 w-48" />
      {[1, 2, 3].map((section) => (
        <div key={section} className="flex flex-col gap-3 border-t border-line py-8">
          <Skeleton className="h-7 w-56" />
          <Skeleton className="h-5 w-full max-w-xl" />
          <Skeleton className="h-11 w-72" />
        </div>
      ))}
    </div>
  );
}
