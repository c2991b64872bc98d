/** A whole new page: another person's data must not stay in memory. */
export function goTo(path: string): void {
  window.location.assign(path);
}
