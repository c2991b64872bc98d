'use server';

import { after } from 'next/server';
import { z } from 'zod';
import { KINDS } from '../../db/seed/vocabulary.ts';
import { openSlate, SLATE_SIZE } from '../feed/page.ts';
import { serveSlate } from '../feed/serve.ts';
import { action } from './action.ts';

/** Mints a new slate: another draw of the exploration slots, and what was shown and left alone steps back. */
export const refreshSlate = action(z.object({ kind: z.enum(KINDS).nullable() }), async ({ kind }, viewer) => {
  const filters = kind ? { kind } : {};
  return openSlate(
    await serveSlate(viewer, { surface: 'for-you', limit: SLATE_SIZE, filters, refresh: true }, after),
  );
});
