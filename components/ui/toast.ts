/** What happened, said once, with a way back. Held outside React so that anything may speak. */
export type Toast = {
  readonly id: number;
  readonly message: string;
  readonly tone: 'plain' | 'error';
  readonly undo: (() => void) | undefined;
};

const most = 3;
let toasts: readonly Toast[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

export function notify(message: string, options: { undo?: () => void } = {}): void {
  add({ message, tone: 'plain', undo: options.undo });
}

export function notifyError(message: string): void {
  add({ message, tone: 'error', undo: undefined });
}

export function dismissToast(id: number): void {
  show(toasts.filter((toast) => toast.id !== id));
}

export function readToasts(): readonly Toast[] {
  return toasts;
}

export function listenToToasts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function add(toast: Omit<Toast, 'id'>): void {
  lastId += 1;
  const others = toasts.filter((other) => other.message !== toast.message);
  show([...others, { ...toast, id: lastId }].slice(-most));
}

function show(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}
