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

/** The JSON of a request's body. Stops reading where it is too large, whatever length it claims. */
export async function readJson(request: Request, largest: number): Promise<unknown> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of request.body ?? []) {
    size += part.length;
    if (size > largest)
      throw new DomainError(
        'too-large',
        `The body is larger than ${largest / 1024} KB. Send less at a time.`,
      );
    parts.push(part);
  }
  try {
    return JSON.parse(Buffer.concat(parts).toString());
  } catch {
    throw new DomainError('invalid', 'The body must be JSON.');
  }
}
