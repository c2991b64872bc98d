import { Chip } from '@/components/ui/chip.tsx';

type FacetPickerProps = {
  readonly label: string;
  readonly values: readonly string[];
  readonly nameOf: (value: string) => string;
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
};

export function FacetPicker({ label, values, nameOf, chosen, onChange }: FacetPickerProps) {
  const toggle = (value: string) =>
    onChange(chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]);
  return (
    <fieldset className="mb-8">
      <legend className="mb-3 font-display text-xl">{label}</legend>
      <div className="flex flex-wrap gap-2.5">
        {values.map((value) => (
          <Chip key={value} selected={chosen.includes(value)} onClick={() => toggle(value)}>
            {nameOf(value)}
          </Chip>
        ))}
      </div>
    </fieldset>
  );
}
