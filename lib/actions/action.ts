import 'server-only';
import type { z } from 'zod';
import { DomainError, type ErrorCode } from '../errors.ts';
import { logger } from '../monitoring/logger.ts';
import { limitRate } from '../monitoring/rate-limit.ts';
import { parseInput } from '../parse-input.ts';
import { requireViewer, type Viewer } from '../session.ts';

export type ActionResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: ErrorCode; readonly message: string; readonly field?: string };

/**
 * The one wrapper of every server action: parses the input, knows the viewer, limits the rate, and turns
 * errors into words. Actions never throw to the browser.
 */
export function action<Schema extends z.ZodType, T>(
  schema: Schema,
  run: (input: z.output<Schema>, viewer: Viewer) => Promise<T>,
): (input: z.input<Schema>) => Promise<ActionResult<T>> {
  return (input) =>
    answer(async () => {
      const viewer = await requireViewer();
      await limitRate(`action:${viewer.id}`, { most: 300, seconds: 60 });
      return run(parseInput(schema, input), viewer);
    });
}

/** The same for people who are not signed in; the action limits its own rate. */
export function publicAction<Schema extends z.ZodType, T>(
  schema: Schema,
  run: (input: z.output<Schema>) => Promise<T>,
): (input: z.input<Schema>) => Promise<ActionResult<T>> {
  return (input) => answer(() => run(parseInput(schema, input)));
}

async function answer<T>(work: () => Promise<T>): Promise<ActionResult<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    if (error instanceof DomainError) {
      const { code, message, field } = error;
      return field === undefined ? { ok: false, code, message } : { ok: false, code, message, field };
    }
    logger().error({ error }, 'action failed');
    return { ok: false, code: 'unavailable', message: 'That did not work just now. Please try again.' };
  }
}
