import { ButtonLink } from '@/components/ui/button.tsx';

export default function TitleNotFound() {
  return (
    <div className="page flex max-w-xl flex-col items-start gap-4 py-20">
      <h1 className="text-3xl">No such title here</h1>
      <p className="text-soft">
        It may have another name or year, or be above the maturity limit in your settings. A search forgives
        typing mistakes.
      </p>
      <ButtonLink href="/search">Search the catalogue</ButtonLink>
    </div>
  );
}
