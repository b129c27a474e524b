// 后台任务: what is under way with its progress, and what was done lately with its result or the reason it was not.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { isOpen, type Job, jobsQuery, refusalWords, wasRefused } from '../../api/jobs.ts';
import { moment } from '../../format.ts';
import { useLanguage, useT } from '../../messages/index.tsx';
import { tabsOf } from '../../officials/sections.ts';
import { useSession } from '../../session.tsx';
import { type DataColumn, DataTable } from '../../ui/DataTable.tsx';
import { DetailDrawer } from '../../ui/DetailDrawer.tsx';
import { JobProgress } from '../../ui/JobProgress.tsx';
import { spokenTime } from '../../ui/jobTime.ts';
import { Facts, Panel, Stack } from '../../ui/Layout.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Empty } from '../../ui/states.tsx';
import { useTableQuery } from '../../ui/useTableQuery.ts';
import { changeLines, readable } from '../audit/changes.ts';
import { useAuditWords } from '../audit/useWords.ts';
import s from './jobs.module.css';

const FILTERS = ['state'] as const;

/** Done but refused is told as not done. */
type Outcome = Job['state'] | 'refused';
const outcomeOf = (job: Job): Outcome => (job.state === 'done' && wasRefused(job) ? 'refused' : job.state);

export function Component() {
  const t = useT();
  const words = t.jobs;
  const me = useSession();
  const bound = useTableQuery(FILTERS);
  const query = useQuery(jobsQuery);
  const [openId, setOpenId] = useState<string | null>(null);
  const open = query.data?.filter(isOpen) ?? [];
  const ended = query.data?.filter((job) => !isOpen(job));
  const { page, size } = bound.query;
  const opened = query.data?.find((job) => job.id === openId);
  return (
    <>
      <PageHeader title={words.title} lead={words.lead} tabs={tabsOf('settings', me.role, t)} />
      <Stack>
        {open.length > 0 && (
          <Panel title={words.open}>
            <div className={s.open}>
              {open.map((job) => (
                <JobProgress
                  key={job.id}
                  title={t.shell.jobs.kinds[job.kind] ?? t.shell.jobs.other}
                  {...job}
                  step={t.shell.jobs.steps[job.step] ?? null}
                />
              ))}
            </div>
          </Panel>
        )}
        <DataTable
          id="jobs"
          name={words.recent}
          columns={useColumns()}
          rows={ended?.slice((page - 1) * size, page * size)}
          total={ended?.length}
          rowKey={(job) => job.id}
          bound={bound}
          search={false}
          error={query.error}
          onRetry={() => void query.refetch()}
          onOpen={(job) => setOpenId(job.id)}
          exportAll={async () => ended ?? []}
          empty={<Empty title={words.none} hint={words.noneHint} />}
        />
      </Stack>
      {opened && <JobDrawer job={opened} onClose={() => setOpenId(null)} />}
    </>
  );
}

function useColumns(): DataColumn<Job>[] {
  const t = useT();
  const words = t.jobs;
  const kind = (job: Job) => t.shell.jobs.kinds[job.kind] ?? t.shell.jobs.other;
  const state = (job: Job) => t.jobs.states[outcomeOf(job)];
  const took = (job: Job) =>
    job.startedAt && job.endedAt
      ? spokenTime(Math.ceil((Date.parse(job.endedAt) - Date.parse(job.startedAt)) / 1000), t.ui.job)
      : '';
  return [
    { key: 'kind', title: words.what, frozen: true, width: 180, render: kind, csv: kind },
    {
      key: 'state',
      title: words.state,
      render: (job) => <span className={s[outcomeOf(job)]}>{state(job)}</span>,
      csv: state,
    },
    { key: 'by', title: words.by, render: (job) => job.actorName, csv: (job) => job.actorName },
    {
      key: 'queued',
      title: words.queued,
      render: (job) => moment(job.queuedAt),
      csv: (job) => job.queuedAt,
    },
    { key: 'ended', title: words.ended, render: (job) => moment(job.endedAt), csv: (job) => job.endedAt },
    { key: 'took', title: words.took, render: took, csv: took },
  ];
}

function JobDrawer({ job, onClose }: { job: Job; onClose: () => void }) {
  const t = useT();
  const words = t.jobs;
  const language = useLanguage();
  const auditWords = useAuditWords();
  const why = job.state === 'failed' ? (job.error ?? t.shell.jobs.failedWhy) : refusalWords(job, language);
  const outcome = outcomeOf(job);
  const lines = outcome === 'done' ? readable(changeLines(null, job.result)) : [];
  return (
    <DetailDrawer open width={560} title={t.shell.jobs.kinds[job.kind] ?? t.shell.jobs.other} onClose={onClose}>
      <Facts
        items={[
          { label: words.state, value: t.jobs.states[outcome] },
          { label: words.by, value: job.actorName },
          { label: words.queued, value: moment(job.queuedAt) },
          { label: words.started, value: moment(job.startedAt) },
          { label: words.ended, value: moment(job.endedAt) },
        ]}
      />
      {(outcome === 'failed' || outcome === 'refused') && (
        <section className={s.section}>
          <h3>{words.error}</h3>
          <p className={s.failed}>{why}</p>
        </section>
      )}
      {lines.length > 0 && (
        <section className={s.section}>
          <h3>{words.result}</h3>
          <Facts
            items={lines.map((line) => ({ label: auditWords.part(line), value: auditWords.value(line.after, line) }))}
          />
        </section>
      )}
    </DetailDrawer>
  );
}
