// Where an import stands, from its state and the last job that worked on it. Pure.

import { type Job, wasRefused } from '../../api/jobs.ts';
import type { Batch, ImportNow } from './queries.ts';

/** The wizard's four steps. */
export const STEPS = ['files', 'columns', 'preview', 'commit'] as const;
export type Step = (typeof STEPS)[number];

export type Stage =
  /** Its files are still on their way, or never arrived. */
  | { readonly at: 'sending' }
  | { readonly at: 'working'; readonly step: Step; readonly job: Job }
  /** A job broke: nothing was changed. */
  | { readonly at: 'broken'; readonly step: Step; readonly job: Job }
  /** The rows couldn't be checked by this mapping; the columns can be changed. */
  | { readonly at: 'refused_columns'; readonly job: Job }
  /** Checked: columns and preview can be looked at. `broken`: the last commit broke and changed nothing. */
  | { readonly at: 'checked'; readonly broken: Job | null }
  | { readonly at: 'committed' | 'discarded' | 'refused' };

const JOB_STEPS: Readonly<Record<string, Step>> = {
  'household.import.read': 'files',
  'household.import.preview': 'preview',
  'household.import.commit': 'commit',
};

export function stageOf({ batch, job }: ImportNow): Stage {
  if (batch.state === 'committed' || batch.state === 'discarded' || batch.state === 'refused')
    return { at: batch.state };
  if (job === null) return { at: 'sending' };
  const step = JOB_STEPS[job.kind] ?? 'files';
  if (job.state === 'queued' || job.state === 'running') return { at: 'working', step, job };
  if (batch.state === 'staged' && !(step === 'preview' && (job.state === 'failed' || wasRefused(job))))
    return { at: 'checked', broken: job.state === 'failed' ? job : null };
  if (wasRefused(job)) return { at: 'refused_columns', job };
  return { at: 'broken', step, job };
}

/** The step that is lit: what the address asks for, where the import allows it. */
export function stepOf(stage: Stage, asked: string | null): Step {
  switch (stage.at) {
    case 'sending':
    case 'refused':
      return 'files';
    case 'working':
    case 'broken':
      return stage.step;
    case 'refused_columns':
      return 'columns';
    case 'checked':
      return asked === 'columns' ? 'columns' : 'preview';
    case 'committed':
      return 'commit';
    case 'discarded':
      return 'preview';
  }
}

/** Whether anything would change if it were committed. */
export function changesNothing(counts: NonNullable<Batch['counts']>): boolean {
  const { householdEffect: h, personEffect: p } = counts;
  return h.added + h.changed + p.added + p.changed + p.left === 0;
}
