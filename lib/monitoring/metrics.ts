import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

const key = Symbol.for('matinee.metrics');
const shared = globalThis as { [key]?: Metrics };

export type Metrics = ReturnType<typeof createMetrics>;

/** One registry a process: route bundles and the launcher share it through globalThis. */
export function metrics(): Metrics {
  shared[key] ??= createMetrics();
  return shared[key];
}

function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    /** How slates were made: anything but `model` and `chronological` is a degradation. */
    slates: new Counter({
      name: 'matinee_slates_total',
      help: 'Slates by how they were served and where',
      labelNames: ['served_by', 'surface'],
      registers,
    }),
    degradations: new Counter({
      name: 'matinee_degradations_total',
      help: 'Steps taken down the failure ladder, by cause',
      labelNames: ['cause'],
      registers,
    }),
    stages: new Histogram({
      name: 'matinee_stage_seconds',
      help: 'Time of each pipeline stage',
      labelNames: ['stage'],
      buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1],
      registers,
    }),
    workerCrashes: new Counter({
      name: 'matinee_inference_worker_crashes_total',
      help: 'Times the inference worker ended by itself',
      registers,
    }),
    refusedBundles: new Counter({
      name: 'matinee_bundles_refused_total',
      help: 'Model bundles that were not loaded because they are damaged or foreign',
      registers,
    }),
    engine: new Gauge({
      name: 'matinee_engine_titles',
      help: 'Titles in the live engine, by model version',
      labelNames: ['version'],
      registers,
    }),
    featureReads: new Histogram({
      name: 'matinee_feature_read_seconds',
      help: 'Time a request spent on reading online features',
      labelNames: ['of'],
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1],
      registers,
    }),
    /** By cause: slow, error, resting (not asked, because it failed before). */
    staleFeatures: new Counter({
      name: 'matinee_feature_reads_stale_total',
      help: 'Reads of online features that were answered with what was last known',
      labelNames: ['of', 'cause'],
      registers,
    }),
    featureAge: new Gauge({
      name: 'matinee_feature_age_seconds',
      help: 'Age of the online features that were served last',
      labelNames: ['of'],
      registers,
    }),
    contextLeftOut: new Counter({
      name: 'matinee_context_left_out_total',
      help: 'Readings that a slate was made without, because they failed or took too long',
      labelNames: ['reading', 'cause'],
      registers,
    }),
    titleCache: new Counter({
      name: 'matinee_title_cache_total',
      help: 'Titles whose facts were in this process (hit) or were read from the database (miss)',
      labelNames: ['outcome'],
      registers,
    }),
    jobs: new Counter({
      name: 'matinee_jobs_total',
      help: 'Runs of the jobs beside requests: done, failed, or left to another process',
      labelNames: ['job', 'outcome'],
      registers,
    }),
    impressions: new Counter({
      name: 'matinee_impressions_total',
      help: 'Items seen on a screen',
      registers,
    }),
  };
}
