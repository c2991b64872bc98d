/** `Amélie`, 2001 → `amelie-2001` */
export function slugOf(title: string, year: number): string {
  return `${foldAccents(title)
    .replace(/['’]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')}-${year}`;
}

/** Lower case without accents: what two spellings of one title have in common. */
export function foldAccents(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/&/g, 'and');
}
