// The three states of any page that asks the server: waiting (skeleton), failed (what happened, what to do, whom to
// ask, reference), empty (what would be here and how to start). No antd here: both bundles use them.
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ProblemError } from '../api/problem.ts';
import { useSharedT } from '../messages/index.tsx';
import { useDelayed } from './delay.ts';
import { WarningIcon } from './icons.tsx';
import s from './states.module.css';

/** Grey lines in the shape of what comes. Shows nothing for the first 200 ms. */
export function Skeleton({ lines = 4, height }: { lines?: number; height?: number }) {
  const t = useSharedT();
  const shown = useDelayed(true);
  if (!shown) return <div style={{ minHeight: height ?? lines * 28 }} aria-busy="true" />;
  return (
    <div className={s.skeleton} style={height ? { minHeight: height } : undefined} role="status" aria-busy="true">
      <span className="sr-only">{t.state.loading}</span>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike
        <span key={line} className={s.bone} style={{ width: `${[92, 78, 86, 64][line % 4]}%` }} />
      ))}
    </div>
  );
}

/** What happened, what to do and the reference number. `onRetry` draws the button. */
export function ErrorPanel({ error, onRetry, compact }: { error: unknown; onRetry?: () => void; compact?: boolean }) {
  const t = useSharedT();
  const problem = error instanceof ProblemError ? error : null;
  const words = problem === null ? t.error.unexpected : plainWords(problem, t.error);
  return (
    <div className={compact ? `${s.error} ${s.compact}` : s.error} role="alert">
      <span className={s.errorIcon}>
        <WarningIcon size={22} />
      </span>
      <div>
        <p className={s.errorTitle}>{t.error.title}</p>
        <p>{words}</p>
        {problem && problem.errors.length > 0 && (
          <ul className={s.fields}>
            {problem.errors.map((field) => (
              <li key={`${field.path} ${field.message}`}>{field.message}</li>
            ))}
          </ul>
        )}
        {problem?.reference && (
          <p className={s.reference}>
            {t.error.reference} <code>{problem.reference}</code>
          </p>
        )}
        {onRetry && (
          <button type="button" className={s.retry} onClick={onRetry}>
            {t.act.retry}
          </button>
        )}
      </div>
    </div>
  );
}

function plainWords(problem: ProblemError, words: { network: string; unexpected: string; signedOut: string }): string {
  if (problem.status === 0) return words.network;
  if (problem.status === 401) return words.signedOut;
  return problem.detail || words.unexpected;
}

/** What would be here, and how to start. */
export function Empty({ title, hint, action }: { title: string; hint?: ReactNode; action?: ReactNode }) {
  return (
    <div className={s.empty}>
      <svg width="120" height="64" viewBox="0 0 120 64" aria-hidden="true" focusable="false" className={s.emptyArt}>
        <path d="M4 52c18-9 34-11 54-6s38 3 58-6" />
        <path d="M4 44c18-9 34-11 54-6s38 3 58-6" />
        <path d="M4 60c18-9 34-11 54-6s38 3 58-6" />
        <path d="M60 38c-3-12 2-22 16-26 2 13-3 22-16 26Zm0 0c3-6 6-11 11-17M60 38c-7-8-15-9-22-5 6 7 13 9 22 5Z" />
      </svg>
      <p className={s.emptyTitle}>{title}</p>
      {hint && <p className={s.emptyHint}>{hint}</p>}
      {action && <div className={s.emptyAction}>{action}</div>}
    </div>
  );
}

/** Draws a query: skeleton, error with retry, or `children` with the data. Old data stays while new is fetched. */
export function Loaded<T>({
  query,
  lines,
  children,
}: {
  query: UseQueryResult<T, Error>;
  lines?: number;
  children: (data: T) => ReactNode;
}) {
  if (query.data !== undefined) return children(query.data);
  if (query.isError) return <ErrorPanel error={query.error} onRetry={() => void query.refetch()} />;
  return <Skeleton lines={lines ?? 4} />;
}
