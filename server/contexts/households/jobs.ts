// The import's long steps as jobs: each is one transaction, so that a job killed in the middle runs again from nothing.

import { rm } from 'node:fs/promises';
import path from 'node:path';
import { isoDate } from '../../../kernel/calendar.ts';
import type { Refusal } from '../../../kernel/result.ts';
import type { Jobs } from '../../platform/jobs.ts';
import type { Households, InputFile, RosterMapping } from './index.ts';
import { importRefusalMessage } from './refusals.ts';

export const READ_JOB = 'household.import.read';
export const PREVIEW_JOB = 'household.import.preview';
export const COMMIT_JOB = 'household.import.commit';

export interface ReadJobInput {
  readonly batchId: string;
  readonly roster: readonly InputFile[];
  readonly extracts: readonly InputFile[];
  readonly asOf: string | null;
}

const refused = (batchId: string, refusal: Refusal) => ({
  batchId,
  refused: refusal.code,
  message: importRefusalMessage(refusal, 'zh'),
  messageEn: importRefusalMessage(refusal, 'en'),
});

export function registerHouseholdJobs(jobs: Jobs, { imports, registryChanged }: Households): void {
  jobs.register(READ_JOB, async ({ scope, input, report }) => {
    const { batchId, roster, extracts, asOf } = input as unknown as ReadJobInput;
    // A job that was killed between the end of its work and its record finds the batch read and the files gone.
    const before = await imports.find(scope, batchId);
    if (before.ok && before.value.state !== 'reading') return { batchId, state: before.value.state };
    const files = { roster, extracts, ...(asOf === null ? {} : { asOf: isoDate(asOf) }) };
    const read = await imports.read(scope, batchId, files, report);
    const previewed = read.ok ? await imports.preview(scope, batchId, null, report) : read;
    await Promise.all(
      [...new Set([...roster, ...extracts].map((file) => path.dirname(file.path)))].map((folder) =>
        rm(folder, { recursive: true, force: true }),
      ),
    );
    return previewed.ok ? { batchId, state: previewed.value.state } : refused(batchId, previewed.refusal);
  });
  jobs.register(PREVIEW_JOB, async ({ scope, input, report }) => {
    const { batchId, mapping } = input as unknown as { batchId: string; mapping: RosterMapping };
    const previewed = await imports.preview(scope, batchId, mapping, report);
    return previewed.ok ? { batchId, state: previewed.value.state } : refused(batchId, previewed.refusal);
  });
  jobs.register(COMMIT_JOB, async ({ scope, input, report }) => {
    const { batchId } = input as unknown as { batchId: string };
    const before = await imports.find(scope, batchId);
    const done = before.ok && before.value.state === 'committed';
    const committed = done ? before : await imports.commit(scope, batchId, report);
    if (!committed.ok) return refused(batchId, committed.refusal);
    await registryChanged(scope);
    return { batchId, state: 'committed' };
  });
}
