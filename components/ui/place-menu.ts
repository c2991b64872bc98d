/** Under its button, at the button's right edge, and always inside the window. */
export function placeMenu(menu: HTMLElement, button: HTMLElement): void {
  const from = button.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = menu;
  const left = Math.min(Math.max(8, from.right - width), document.documentElement.clientWidth - width - 8);
  const below = from.bottom + 6;
  const top = below + height > window.innerHeight - 8 ? Math.max(8, from.top - height - 6) : below;
  menu.style.left = `${left}px`;
  menu.style.top = `${top}px`;
}
