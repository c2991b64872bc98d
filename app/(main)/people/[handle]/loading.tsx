import { PosterGridSkeleton, Skeleton } from '@/components/ui/skeleton.tsx';

export default function Loading() {
  return (
    <div className="page">
      <div className="mt-10 mb-10 flex items-center gap-4">
        <Skeleton className="size-18 rounded-control" />
        <Skeleton className="h-11 w-56" />
      </div>
      <PosterGridSkeleton count={5} />
    </div>
  );
}
