// Long work goes on when its page is left: the strip shows how many tasks are open, and tells when one has ended.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Popover } from 'antd';
import { useEffect, useRef } from 'react';
import { isOpen, type Job, jobsQuery, justEnded, refusalWords, wasRefused } from '../api/jobs.ts';
import { useLanguage, useT } from '../messages/index.tsx';
import { useMay } from '../session.tsx';
import { JobProgress } from '../ui/JobProgress.tsx';
import s from './Frame.module.css';

export function JobsBell() {
  const t = useT();
  const words = t.shell.jobs;
  const queries = useQueryClient();
  const { notification } = App.useApp();
  const { data: jobs } = useQuery({ ...jobsQuery, enabled: useMay('jobs.read') });
  const language = useLanguage();
  const before = useRef<readonly Job[]>([]);
  useEffect(() => {
    if (!jobs) return;
    for (const job of justEnded(before.current, jobs)) {
      const what = words.kinds[job.kind] ?? words.other;
      if (job.state === 'done' && wasRefused(job))
        notification.warning({ title: words.failed(what), description: refusalWords(job, language), duration: 0 });
      else if (job.state === 'done') notification.success({ title: words.finished(what), duration: 8 });
      else notification.error({ title: words.failed(what), description: job.error ?? words.failedWhy, duration: 0 });
      // What the task changed is asked for again, wherever the person is now.
      void queries.invalidateQueries({
        predicate: ({ queryKey }) => !['jobs', 'me', 'places', 'meta'].includes(String(queryKey[0])),
      });
    }
    before.current = jobs;
  }, [jobs, language, notification, queries, words]);
  const open = jobs?.filter(isOpen) ?? [];
  if (open.length === 0) return null;
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      title={words.recent}
      content={
        <div className={s.jobs}>
          {open.map((job) => (
            <JobProgress
              key={job.id}
              title={words.kinds[job.kind] ?? words.other}
              {...job}
              step={words.steps[job.step] ?? null}
            />
          ))}
        </div>
      }
    >
      <Button type="text" className={s.bell ?? ''}>
        <span className={s.pulse} aria-hidden="true" />
        {words.running(open.length)}
      </Button>
    </Popover>
  );
}
