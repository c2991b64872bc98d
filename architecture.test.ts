import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

/** Imports go down or stay level. The longest fitting path counts; what is named nowhere is a mistake. */
const floors: Readonly<Record<string, number>> = {
  'lib/math': 0,
  'lib/errors.ts': 0,
  'lib/env.ts': 0,
  'lib/format.ts': 0,
  'lib/parse-input.ts': 0,
  db: 0,
  'lib/recommender': 1,
  'lib/event-log': 2,
  'lib/feature-store': 2,
  'lib/inference': 2,
  'lib/model-registry': 2,
  'lib/monitoring': 2,
  'lib/live': 2,
  'lib/catalog': 3,
  'lib/library': 3,
  'lib/social': 3,
  'lib/account': 3,
  'lib/lists': 3,
  models: 4,
  'lib/feed': 4,
  'lib/nights': 4,
  'lib/auth.ts': 5,
  'lib/next-auth.d.ts': 5,
  'lib/session.ts': 5,
  'lib/respond.ts': 5,
  'lib/actions': 5,
  'lib/jobs': 5,
  components: 6,
  app: 7,
  'instrumentation.ts': 7,
  'proxy.ts': 7,
  launcher: 7,
  'server.ts': 7,
  'db/commands.ts': 7,
  'db/testing': 8,
  'lib/feed/testing': 8,
  'lib/nights/testing': 8,
  'lib/feature-store/testing': 8,
  e2e: 8,
  'check.ts': 8,
  'bench.ts': 8,
  bench: 8,
};
const roots = ['app', 'bench', 'components', 'db', 'e2e', 'launcher', 'lib', 'models'];

type Import = { readonly from: string; readonly to: string; readonly typeOnly: boolean };

const filesIn = (folder: string) =>
  existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [];
const all = [
  ...readdirSync('.'),
  ...roots.flatMap((root) => filesIn(root).map((name) => path.join(root, name))),
];
const files = all.filter((file) => /\.tsx?$/.test(file) && !/\.(test|config)\.ts$|^next-env/.test(file));
const textOf = new Map(files.map((file) => [file, readFileSync(file, 'utf8')]));
const imports = files.flatMap(importsOf);
const within = (file: string, places: readonly string[]) =>
  places.some((place) => file === place || file.startsWith(`${place}/`));
const floorOf = (file: string) =>
  Object.entries(floors)
    .filter(([place]) => within(file, [place]))
    .sort(([one], [other]) => other.length - one.length)[0]?.[1];
const words = ({ from, to }: Import) => `${from} → ${to}`;

function importsOf(from: string): Import[] {
  const found = (textOf.get(from) ?? '').matchAll(
    /^(?:import|export)\s(type\s)?(?:[^'";]*?\sfrom\s)?'([^']+)'|\bimport\('([^']+)'\)/gm,
  );
  return [...found].map(([, type, fixed, dynamic]) => ({
    from,
    to: resolved(from, fixed ?? dynamic ?? ''),
    typeOnly: type !== undefined,
  }));
}

function resolved(from: string, name: string): string {
  if (name.startsWith('@/')) return name.slice(2);
  return name.startsWith('.') ? path.normalize(path.join(path.dirname(from), name)) : name;
}

function circleFrom(start: string): string[] | undefined {
  const visit = (file: string, way: readonly string[], seen: Set<string>): string[] | undefined => {
    for (const { to } of imports.filter(({ from }) => from === file)) {
      if (to === start) return [...way, to];
      if (seen.has(to) || !textOf.has(to)) continue;
      const circle = visit(to, [...way, to], seen.add(to));
      if (circle) return circle;
    }
    return undefined;
  };
  return visit(start, [start], new Set());
}

describe('the architecture', () => {
  it('gives every file a floor, and every import a file', () => {
    expect(files.filter((file) => floorOf(file) === undefined)).toEqual([]);
    const ours = imports.filter(({ to }) => within(to, [...roots]));
    expect(ours.filter(({ to }) => !existsSync(to) || !statSync(to).isFile()).map(words)).toEqual([]);
  });

  it('imports go down only', () => {
    expect(imports.filter(({ from, to }) => floorOf(from)! < (floorOf(to) ?? 0)).map(words)).toEqual([]);
  });

  it('no circle, not even of types', () => {
    expect(
      files
        .map(circleFrom)
        .filter((circle) => circle !== undefined)
        .map((circle) => circle.join(' → ')),
    ).toEqual([]);
  });

  it('the recommender is pure: it imports only itself and lib/math', () => {
    const inside = imports.filter(({ from }) => within(from, ['lib/recommender']));
    expect(inside.filter(({ to }) => !within(to, ['lib/recommender', 'lib/math'])).map(words)).toEqual([]);
    const impure = /\bDate\.now\(|new Date\(\)|Math\.random\(|process\./;
    expect(
      files.filter((file) => within(file, ['lib/recommender']) && impure.test(textOf.get(file)!)),
    ).toEqual([]);
  });

  it('components take from lib only actions, words and types', () => {
    const values = imports.filter(({ from, typeOnly }) => within(from, ['components']) && !typeOnly);
    const allowed = ['components', 'lib/actions', 'lib/format.ts', 'lib/catalog/summary.ts'];
    expect(
      values.filter(({ to }) => within(to, ['lib', 'db', 'app']) && !within(to, allowed)).map(words),
    ).toEqual([]);
  });

  it('nothing imports models, which run offline, nor what only tests may use', () => {
    const apart = [
      'models',
      'db/testing',
      'lib/feed/testing',
      'lib/nights/testing',
      'lib/feature-store/testing',
      'e2e',
    ];
    expect(imports.filter(({ from, to }) => within(to, apart) && !within(from, apart)).map(words)).toEqual(
      [],
    );
  });

  it("'use server' stands only in lib/actions, process.env only in lib/env.ts, SQL only where rows belong", () => {
    const having = (pattern: RegExp, allowed: readonly string[]) =>
      files.filter((file) => pattern.test(textOf.get(file)!) && !within(file, allowed));
    expect(having(/^\s*['"]use server['"]/m, ['lib/actions'])).toEqual([]);
    expect(
      having(/\bprocess\.env\b/, [
        'lib/env.ts',
        'instrumentation.ts',
        'launcher/build.ts',
        'e2e',
        'check.ts',
        'bench',
      ]),
    ).toEqual([]);
    const rows = [
      'db',
      'lib/event-log',
      'lib/feature-store',
      'lib/inference',
      'lib/model-registry',
      'lib/monitoring',
      'lib/catalog',
      'lib/library',
      'lib/social',
      'lib/account',
      'lib/live',
      'lib/lists',
      'lib/nights',
      'lib/feed',
      'lib/session.ts',
      'lib/auth.ts',
      'lib/jobs',
      'models',
      'e2e',
      'bench',
    ];
    expect(
      imports
        .filter(({ from, to }) => /^(drizzle-orm|postgres)(\/|$)/.test(to) && !within(from, rows))
        .map(words),
    ).toEqual([]);
  });
});
