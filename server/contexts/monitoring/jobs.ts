// Screening as a job: idempotent over unchanged data, so that it may run again after a kill.

import type { Jobs } from '../../platform/jobs.ts';
import type { Monitoring } from './index.ts';
import { SCREENING_JOB } from './routes.ts';

export function registerScreeningJobs(jobs: Jobs, monitoring: Monitoring): void {
  jobs.register(SCREENING_JOB, async ({ scope, report }) => {
    const result = await monitoring.screen(scope, report);
    if (!result.ok) return { refused: result.refusal.code };
    const { id, households, flagged, cluesNew, cluesKept, cluesClosed } = result.value;
    return { screeningId: id, households, flagged, cluesNew, cluesKept, cluesClosed };
  });
}
