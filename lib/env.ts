import path from 'node:path';
import { z } from 'zod';

const flag = z.enum(['on', 'off'], { error: 'must be on or off' }).transform((value) => value === 'on');
const folder = (standard: string) =>
  z
    .string()
    .default(standard)
    .transform((given) => path.resolve(given));
const number = (least: number, most: number) => {
  const error = `must be a whole number from ${least} to ${most}`;
  return z.coerce.number({ error }).int({ error }).min(least, { error }).max(most, { error });
};
const secret = (length: number) =>
  z.string().min(length, { error: `must have at least ${length} characters` });
const database = z.url({
  protocol: /^postgres(ql)?$/,
  error: 'must look like postgres://user:password@host:5432/matinee',
});

/** Every setting there is. The only file that reads `process.env`; `.env.example` lists the same names. */
const schema = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('production'),
  PORT: number(0, 65535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  DATA_DIR: folder('.data'),
  DATABASE_URL: database.optional(),
  DATABASE_POOL: number(2, 100).default(10),
  FEATURE_STORE: z.enum(['postgres', 'memory'], { error: 'must be postgres or memory' }).default('postgres'),
  AUTH_SECRET: secret(32).optional(),
  PUBLIC_URL: z.url({ protocol: /^https?$/, error: 'must look like https://matinee.example' }).optional(),
  GITHUB_ID: z.string().optional(),
  GITHUB_SECRET: z.string().optional(),
  GOOGLE_ID: z.string().optional(),
  GOOGLE_SECRET: z.string().optional(),
  DEMO: flag.default(true),
  BUNDLES_DIR: folder('models/bundles'),
  METRICS_TOKEN: secret(16).optional(),
  RATE_LIMITS: flag.default(true),
  TRUST_PROXY: flag.default(false),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], {
      error: 'must be debug, info, warn, error or silent',
    })
    .default('info'),
});

export type Env = Readonly<z.infer<typeof schema>>;

export const settingNames: readonly string[] = Object.keys(schema.shape);

/** Parses the environment; an empty value counts as absent. Throws one error that names every bad setting. */
export function readEnv(source: Readonly<Record<string, string | undefined>> = process.env): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')} ${issue.message}`);
  throw new Error(`These settings need mending (.env.example explains them):\n${lines.join('\n')}`);
}

/** The address alone, unchecked: every statement asks whether it is still the same. */
export function readDatabaseUrl(): string | undefined {
  return process.env.DATABASE_URL;
}

/** Settings that the launcher finds out itself (embedded database, kept secret) join the environment here. */
export function provideEnv(settings: Readonly<Record<string, string>>): void {
  Object.assign(process.env, settings);
}
