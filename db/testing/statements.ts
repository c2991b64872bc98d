import type postgres from 'postgres';

type Pools = Record<'reads' | 'writes' | 'enriching', postgres.Sql>;

export type Statement = { readonly text: string; readonly values: readonly unknown[] };

/** Every statement that this process sends to the database while `work` runs: alone, or in a transaction. */
export async function statementsOf(work: () => Promise<unknown>): Promise<Statement[]> {
  const statements: Statement[] = [];
  const pools = (globalThis as Record<symbol, unknown>)[Symbol.for('matinee.database')] as Pools;
  const undo = [pools.reads, pools.enriching, pools.writes].map((sql) => listen(sql, statements));
  try {
    await work();
  } finally {
    for (const stop of undo) stop();
  }
  return statements;
}

/** The driver's own two doors: `unsafe` for single statements, `begin` for transactions. */
function listen(sql: postgres.Sql, statements: Statement[]): () => void {
  const { unsafe, begin } = sql;
  const heard = <T extends { unsafe: postgres.Sql['unsafe'] }>(one: T, own = one.unsafe): T =>
    Object.assign(one, {
      unsafe: (text: string, values: never[] = [], ...rest: never[]) => {
        statements.push({ text, values });
        return own.call(one, text, values, ...rest);
      },
    });
  heard(sql, unsafe);
  sql.begin = ((work: (tx: postgres.TransactionSql) => unknown) =>
    begin.call(sql, '', (tx: postgres.TransactionSql) => work(heard(tx)))) as typeof sql.begin;
  return () => Object.assign(sql, { unsafe, begin });
}
