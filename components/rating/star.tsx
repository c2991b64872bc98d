const SHAPE = 'M12 2.6l2.9 5.9 6.5.9-4.7 4.6 1.1 6.5L12 17.4l-5.8 3.1 1.1-6.5L2.6 9.4l6.5-.9z';

/** One star, empty, half or full. The outline keeps the empty ones visible, so that nothing is said by colour alone. */
export function Star({ fill, size }: { readonly fill: 0 | 0.5 | 1; readonly size: number | string }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 24 24" width={size} height={size} className="block">
      <path d={SHAPE} fill="none" stroke="currentColor" strokeWidth="1.4" strokeLinejoin="round" />
      {fill > 0 && (
        <path
          d={SHAPE}
          fill="currentColor"
          style={fill === 1 ? undefined : { clipPath: 'inset(0 50% 0 0)' }}
        />
      )}
    </svg>
  );
}

export function fillOf(stars: number, position: number): 0 | 0.5 | 1 {
  const rest = stars - position;
  return rest >= 1 ? 1 : rest >= 0.5 ? 0.5 : 0;
}
