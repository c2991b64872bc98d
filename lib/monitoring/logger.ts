import pino, { type Logger } from 'pino';
import { readEnv } from '../env.ts';

const key = Symbol.for('matinee.logger');
const shared = globalThis as { [key]?: Logger };

/** JSON lines on standard output. Secrets never get here: passwords, tokens and cookies are cut by name. */
export function logger(): Logger {
  shared[key] ??= pino({
    level: readEnv().LOG_LEVEL,
    redact: ['*.password', '*.token', '*.cookie', '*.authorization', 'password', 'token'],
    serializers: { error: pino.stdSerializers.err },
  });
  return shared[key];
}
