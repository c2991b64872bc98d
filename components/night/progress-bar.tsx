type ProgressBarProps = { readonly label: string; readonly value: number; readonly of: number };

export function ProgressBar({ label, value, of }: ProgressBarProps) {
  const share = of === 0 ? 0 : Math.min(1, value / of);
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={of}
      aria-valuenow={value}
      className="h-1 w-full overflow-hidden rounded-control bg-line"
    >
      <div
        className="h-full w-full origin-left rounded-control bg-ticket transition-transform duration-200"
        style={{ transform: `scaleX(${share})` }}
      />
    </div>
  );
}
