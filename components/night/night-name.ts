/** "Friday night", or "Film club on Friday". */
export function nightName(group: string | undefined, now: Date = new Date()): string {
  const day = new Intl.DateTimeFormat('en-GB', { weekday: 'long' }).format(now);
  return group ? `${group.slice(0, 45)} on ${day}` : `${day} night`;
}
