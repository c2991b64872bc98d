import { FacetChips, type FacetChipsProps } from '@/components/account/facet-chips.tsx';

export function FacetPicker({ label, ...chips }: { readonly label: string } & FacetChipsProps) {
  return (
    <fieldset className="mb-8">
      <legend className="mb-3 font-display text-xl">{label}</legend>
      <FacetChips {...chips} />
    </fieldset>
  );
}
