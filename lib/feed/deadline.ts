/**
 * The result, or a rejection when it takes too long. The work itself goes on; nobody waits for it. What arrived while
 * this process was busy is let in first: `setImmediate` comes after it.
 */
export function withDeadline<T>(work: Promise<T>, ms: number, what: string): Promise<T> {
  let timer: NodeJS.Timeout;
  const late = new Promise<never>((_, reject) => {
    const giveUp = () => reject(new Error(`${what} took longer than ${ms} ms`));
    timer = setTimeout(() => setImmediate(giveUp), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
