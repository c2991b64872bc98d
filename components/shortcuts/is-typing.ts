/** Letters belong to the field or the dialog that has the focus. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.matches('textarea, select')) return true;
  if (target.closest('dialog[open], [role="menu"]') || document.querySelector('dialog[open]')) return true;
  return (
    target instanceof HTMLInputElement &&
    !['radio', 'checkbox', 'range', 'button', 'submit'].includes(target.type)
  );
}
