// 近况: the newest screening, the day that the data reach to, the model, and recent long tasks.
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { jobsQuery } from '../../api/jobs.ts';
import { day, moment } from '../../format.ts';
import { useT } from '../../messages/index.tsx';
import { paths } from '../../paths.ts';
import { useMay, useSession } from '../../session.tsx';
import { Facts, Panel } from '../../ui/Layout.tsx';
import type { Screening } from '../monitoring/queries.ts';
import s from './TodayPage.module.css';

const SHOWN = 5;

export function State({ latest }: { latest: Screening | undefined }) {
  const t = useT();
  const m = t.home.state;
  const me = useSession();
  const maySeeScreenings = useMay('screening.read');
  const maySeeModels = useMay('models.read');
  const model = latest?.versions.model ?? null;
  const words = t.monitoring.screening;
  const modelName = model === null ? words.modelNone : words.modelOf(words.modelKinds[model.kind], model.version);
  return (
    <Panel title={m.title}>
      <Facts
        items={[
          ...(maySeeScreenings
            ? [
                {
                  label: m.screening,
                  value: latest ? <Link to={paths.screening(latest.id)}>{moment(latest.endedAt)}</Link> : m.never,
                },
                { label: m.asOf, value: day(latest?.asOf) },
              ]
            : []),
          { label: m.businessDate, value: me.businessDate },
          ...(latest
            ? [
                {
                  label: m.model,
                  value:
                    model !== null && maySeeModels ? <Link to={paths.model(model.id)}>{modelName}</Link> : modelName,
                },
              ]
            : []),
        ]}
      />
      <Jobs />
    </Panel>
  );
}

function Jobs() {
  const t = useT();
  const m = t.home.state;
  const { data: jobs } = useQuery(jobsQuery);
  return (
    <>
      <h3 className={s.jobsTitle}>{m.jobs}</h3>
      {!jobs || jobs.length === 0 ? (
        <p className={s.quiet}>{m.noJobs}</p>
      ) : (
        <ul className={s.jobs}>
          {jobs.slice(0, SHOWN).map((job) => (
            <li key={job.id}>
              <span>{t.shell.jobs.kinds[job.kind] ?? t.shell.jobs.other}</span>
              <span className={s.quiet}>
                {m.jobStates[job.state]} · {moment(job.endedAt ?? job.startedAt ?? job.queuedAt)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
