import type { z } from 'zod';
import { DomainError } from './errors.ts';

/** The query string of a request, parsed. Throws `invalid` naming the parameter. */
export function readQuery<Schema extends z.ZodType>(request: Request, schema: Schema): z.output<Schema> {
  return parseInput(schema, Object.fromEntries(new URL(request.url).searchParams));
}

/** Input from outside, parsed. Throws `invalid` naming the field. */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = issue?.path.join('.');
  const message = issue?.message ?? 'That cannot be read.';
  throw new DomainError('invalid', message, field ? { field } : {});
}
