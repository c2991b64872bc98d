export function Wordmark({ size = 'm' }: { readonly size?: 'm' | 'l' }) {
  return (
    <span className={`wordmark ${size === 'l' ? 'text-2xl' : 'text-[1.625rem]'}`}>
      Matinee<span className="text-ticket">.</span>
    </span>
  );
}
