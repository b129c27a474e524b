// Starting a screening and following it: the button, the progress of the one under way, and its end.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import { answer, api, useCommand, withKey } from '../../api/client.ts';
import { isOpen, type Job, jobQuery, jobsQuery } from '../../api/jobs.ts';
import { count } from '../../format.ts';
import { type Messages, useT } from '../../messages/index.tsx';
import { paths } from '../../paths.ts';
import { useMay, useSession } from '../../session.tsx';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { JobProgress } from '../../ui/JobProgress.tsx';
import { ErrorPanel } from '../../ui/states.tsx';
import s from './StartScreening.module.css';

export const SCREENING_JOB = 'screening';

export interface StartedScreening {
  readonly start: () => void;
  readonly starting: boolean;
  readonly whyNot: string | null;
  readonly failure: unknown;
  /** The one under way, or the one started here that has ended. */
  readonly job: Job | undefined;
}

/** Asks before it starts; follows the county's open screening, whoever started it. */
export function useStartScreening(): StartedScreening {
  const t = useT();
  const m = t.monitoring.screening;
  const me = useSession();
  const may = useMay('screening.run');
  const { modal } = App.useApp();
  const queries = useQueryClient();
  const [started, setStarted] = useState<string | null>(null);
  const jobs = useQuery({ ...jobsQuery, enabled: useMay('jobs.read') });
  const open = jobs.data?.find((job) => job.kind === SCREENING_JOB && isOpen(job));
  const followed = started ?? open?.id ?? null;
  const job = useQuery({ ...jobQuery(followed ?? ''), enabled: followed !== null }).data;
  const command = useCommand(
    (_input: null, key: string) => answer(api.POST('/api/v1/screenings', { body: {}, ...withKey(key) })),
    {
      onSuccess: ({ jobId }) => {
        setStarted(jobId);
        void queries.invalidateQueries({ queryKey: jobsQuery.queryKey, exact: true });
      },
    },
  );
  const done = job?.state === 'done';
  useEffect(() => {
    if (!done) return;
    // It may have ended between two looks of the strip's bell, which then never saw it open.
    for (const key of ['screenings', 'clues', 'facts', 'jobs'])
      void queries.invalidateQueries({ queryKey: [key], exact: key === 'jobs' });
  }, [done, queries]);
  const running = job !== undefined && isOpen(job);
  return {
    start: () =>
      modal.confirm({
        title: m.confirmTitle,
        content: m.confirm,
        okText: m.start,
        cancelText: t.act.cancel,
        onOk: () => command.mutate(null),
      }),
    starting: command.isPending || running,
    whyNot: !may ? m.onlyCounty : !me.mayWrite ? m.readOnly : null,
    failure: command.error,
    job,
  };
}

export function StartButton({ screening, again }: { screening: StartedScreening; again: boolean }) {
  const m = useT().monitoring.screening;
  return (
    <ActionButton type="primary" loading={screening.starting} whyNot={screening.whyNot} onClick={screening.start}>
      {screening.starting ? m.starting : again ? m.again : m.start}
    </ActionButton>
  );
}

/** Progress and end of the screening that is followed; nothing while there is none. */
export function ScreeningProgress({ screening }: { screening: StartedScreening }) {
  const t = useT();
  const { job, failure } = screening;
  if (failure) return <ErrorPanel error={failure} onRetry={screening.start} />;
  if (job === undefined) return null;
  return (
    <div className={s.progress} aria-live="polite">
      <JobProgress title={t.monitoring.screening.job} {...job} step={t.shell.jobs.steps[job.step] ?? null} />
      {job.state === 'done' && <Ended job={job} t={t} />}
      {job.state === 'failed' && <p>{t.shell.jobs.failedWhy}</p>}
    </div>
  );
}

function Ended({ job, t }: { job: Job; t: Messages }) {
  const m = t.monitoring.screening;
  const { screeningId, flagged, cluesNew, refused } = job.result ?? {};
  if (typeof refused === 'string') return <p>{m.refused[refused] ?? t.error.unexpected}</p>;
  return (
    <p className={s.ended}>
      {m.jobDone(count(Number(flagged)), count(Number(cluesNew)))}
      {typeof screeningId === 'string' && <Link to={paths.screening(screeningId)}>{m.seeResult}</Link>}
    </p>
  );
}
