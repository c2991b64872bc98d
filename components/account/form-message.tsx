/** What was refused and belongs to no single field. */
export function FormMessage({ children }: { readonly children: string }) {
  return (
    <p role="alert" className="rounded-[14px] border border-danger px-4 py-3 text-sm font-medium text-danger">
      {children}
    </p>
  );
}
