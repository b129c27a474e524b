// What an import is called, and the state it shows. Pure.
import type { Messages } from '../../messages/index.tsx';
import type { ListedBatch } from './queries.ts';

type Words = Messages['imports'];

/** Its first file's name, and how many others; null while none has arrived. */
export function filesOf(batch: Pick<ListedBatch, 'files'>, t: Words): string | null {
  const [first, ...others] = batch.files;
  if (first === undefined) return null;
  return others.length === 0 ? first.name : t.list.moreFiles(first.name, batch.files.length);
}

/** `working`: a job of the import is open. */
export function stateOf(batch: Pick<ListedBatch, 'state' | 'jobId'>, working: boolean): keyof Words['states'] {
  if (working) return 'reading';
  if (batch.state !== 'reading') return batch.state;
  return batch.jobId === null ? 'sending' : 'unfinished';
}

/** The running step of an import's job in words. */
export function workStep(step: string, t: Words): string | null {
  if (step === 'read households') return t.work.readHouseholds;
  if (step === 'read persons') return t.work.readPersons;
  if (step.startsWith('read ')) return t.work.readFile(step.slice('read '.length));
  return step === 'check' || step === 'compare' || step === 'write' ? t.work[step] : null;
}
