// Long work: count, share and time left. It goes on when the page is left, and says so.
import { useEffect, useState } from 'react';
import { count, share } from '../format.ts';
import { useT } from '../messages/index.tsx';
import s from './JobProgress.module.css';
import { secondsLeft, spokenTime } from './jobTime.ts';

export interface JobProgressProps {
  readonly title: string;
  readonly state: 'queued' | 'running' | 'done' | 'failed';
  /** What is being done now, in the user's words. */
  readonly step?: string | null;
  readonly done: number;
  readonly total: number;
  /** ISO instants. */
  readonly startedAt: string | null;
  readonly endedAt?: string | null;
}

/** The present moment, renewed each second while `running`, for the time left. */
function useNow(running: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [running]);
  return now;
}

export function JobProgress({ title, state, step, done, total, startedAt, endedAt }: JobProgressProps) {
  const t = useT();
  const now = useNow(state === 'running');
  const part = state === 'done' ? 1 : total > 0 ? Math.min(1, done / total) : 0;
  const left =
    startedAt && state === 'running' ? secondsLeft({ startedAt: Date.parse(startedAt), done, total }, now) : null;
  return (
    <div className={`${s.job} ${s[state]}`}>
      <div className={s.head}>
        <strong>{title}</strong>
        <span className={s.step}>{state === 'running' ? step : t.ui.job[state]}</span>
      </div>
      <div
        className={s.track}
        role="progressbar"
        aria-label={title}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(part * 100)}
      >
        <span className={s.fill} style={{ width: `${part * 100}%` }} />
      </div>
      <div className={s.figures}>
        {/* While nobody knows how much there is, what is done stands alone. */}
        <span>{total > 0 ? t.ui.job.progress(count(done), count(total)) : done > 0 && count(done)}</span>
        {total > 0 && <span>{share(part, 0)}</span>}
        <span>
          {state === 'running' && (left === null ? t.ui.job.estimating : t.ui.job.left(spokenTime(left, t.ui.job)))}
          {state === 'done' &&
            startedAt &&
            endedAt &&
            t.ui.job.took(spokenTime(Math.ceil((Date.parse(endedAt) - Date.parse(startedAt)) / 1000), t.ui.job))}
        </span>
      </div>
      {state === 'running' && <p className={s.leave}>{t.ui.job.leave}</p>}
    </div>
  );
}
