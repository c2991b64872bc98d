/** Where the browser keeps what it knows of the inbox. */
export const inboxKey = ['inbox'] as const;
export const countKey = ['inbox-count'] as const;
export const sentKey = ['inbox-sent'] as const;
