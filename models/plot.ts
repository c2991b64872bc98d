/** npm run plot: what `npm run evaluate -- --json` wrote, as pictures: accuracy against fit time, learning curves, or the feedback loop. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { parseCommand, requireFolder, runCommand } from './commands.ts';
import { drawPanels, type Panel } from './evaluation/chart.ts';
import { feedbackPanel } from './pipeline/feedback-report.ts';

const USAGE =
  'usage: npm run plot -- --results FILE.json [--results FILE.json …] --out FILE.svg [--metric ndcg@100] [--curves|--rounds]';

/** A fit that took no time at all still has a place on a logarithmic axis. */
const LEAST_SECONDS = 0.01;

const estimate = z.object({ value: z.number(), low: z.number(), high: z.number() });
const results = z.array(
  z.object({
    model: z.string(),
    data: z.string(),
    metrics: z.record(z.string(), estimate),
    fitSeconds: z.number(),
    fitCpuSeconds: z.number().optional(),
    learningCurve: z.array(z.tuple([z.number(), z.number()])).optional(),
  }),
);

type Result = z.infer<typeof results>[number];

const feedback = z.array(
  z.object({ model: z.string(), rounds: z.record(z.string(), z.array(z.number()).nonempty()) }),
);

if (import.meta.filename === process.argv[1]) runCommand(plot);

function plot(): void {
  const given = parseCommand(USAGE, {
    results: { type: 'string', multiple: true },
    out: { type: 'string' },
    metric: { type: 'string', default: 'ndcg@100' },
    curves: { type: 'boolean', default: false },
    rounds: { type: 'boolean', default: false },
  });
  const { results: files, out, metric, curves, rounds } = given;
  if (files === undefined || out === undefined) throw new Error(`--results or --out is missing\n${USAGE}`);
  requireFolder(path.dirname(path.resolve(out)), `--out ${out}`);
  const panels = files.flatMap((file) => {
    if (rounds) return roundsOf(file);
    const rows = readResults(file, results);
    return curves ? curvesOf(rows, file) : accuracyOf(rows, metric, file);
  });
  writeFileSync(`${out}.draft`, drawPanels(panels));
  renameSync(`${out}.draft`, out);
}

function readResults<T>(file: string, schema: z.ZodArray<z.ZodType<T>>): T[] {
  try {
    return schema.nonempty().parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw new Error(`${file}: not what npm run evaluate -- --json writes`, { cause });
  }
}

/** One point a model; the processor's time, because other work on the machine does not change it. */
export function accuracyOf(rows: readonly Result[], metric: string, file: string): Panel {
  const marks = rows.map(({ model, metrics, fitSeconds, fitCpuSeconds = fitSeconds }) => {
    const reached = metrics[metric];
    if (!reached)
      throw new Error(`${file}: ${model} has no ${metric}; there are ${Object.keys(metrics).join(', ')}`);
    const { value, low, high } = reached;
    return { label: model, x: Math.max(fitCpuSeconds, LEAST_SECONDS), y: value, low, high };
  });
  return {
    title: rows[0]!.data,
    xLabel: 'processor seconds of one fit with its tuning',
    yLabel: `${metric.toUpperCase()}, 95 % interval`,
    logX: true,
    marks,
    lines: [],
  };
}

/** Validation quality by step, for the models that have steps. */
export function curvesOf(rows: readonly Result[], file: string): Panel {
  const lines = rows.flatMap(({ model, learningCurve }) =>
    learningCurve?.length ? [{ label: model, points: learningCurve }] : [],
  );
  if (lines.length === 0) throw new Error(`${file}: no model in it learns step by step`);
  return {
    title: rows[0]!.data,
    xLabel: 'steps',
    yLabel: 'quality on validation, each by its own measure',
    logX: false,
    marks: [],
    lines,
  };
}

/** Concentration and accuracy, round by round. */
function roundsOf(file: string): Panel[] {
  const rows = readResults(file, feedback);
  return [
    feedbackPanel(rows, 'exposureGini', 'Gini of what is shown in a round'),
    feedbackPanel(rows, 'accuracy', 'True relevance, as a share of the best possible'),
  ];
}
