/** What an operator can do about each way a database refuses to work. */
const advice: Readonly<Record<string, (place: string) => string>> = {
  ECONNREFUSED: (place) => `No PostgreSQL server answers at ${place}. Start it, or correct DATABASE_URL.`,
  ENOTFOUND: (place) => `There is no machine called ${place}. Correct DATABASE_URL.`,
  CONNECT_TIMEOUT: (place) =>
    `The PostgreSQL server at ${place} does not answer in time. Check DATABASE_URL and the network.`,
  '28P01': (place) => `The PostgreSQL server at ${place} refuses the user name or password in DATABASE_URL.`,
  '28000': (place) => `The PostgreSQL server at ${place} refuses the user in DATABASE_URL.`,
  '3D000': (place) =>
    `The PostgreSQL server at ${place} has no such database. Create it (createdb), or correct DATABASE_URL.`,
  '42501': (place) =>
    `The user in DATABASE_URL may not create tables or the extension pg_trgm at ${place}. Grant it that.`,
  '0A000': (place) =>
    `The PostgreSQL server at ${place} has no extension pg_trgm. Install its contrib package.`,
  '53100': () => 'The disk of the database is full. Free some space and start again.',
  '53300': (place) =>
    `The PostgreSQL server at ${place} has no connection left. Lower DATABASE_POOL or raise max_connections.`,
};

/** Turns what the driver throws into words, without the password. Unknown errors stay as they are. */
export function explainDatabaseError(error: unknown, url: string): unknown {
  const code = codeOf(error);
  const explain = code === undefined ? undefined : advice[code];
  return explain ? new Error(explain(new URL(url).host), { cause: error }) : error;
}

/** Drizzle wraps what the driver throws. */
function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  return 'code' in error && typeof error.code === 'string' ? error.code : codeOf(error.cause);
}
