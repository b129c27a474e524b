// Whether the chain holds: asked for by hand, since it reads the whole trail; the answer in words, with when.
import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { count, moment } from '../../format.ts';
import { useT } from '../../messages/index.tsx';
import { ErrorPanel } from '../../ui/states.tsx';
import s from './audit.module.css';
import { askVerdict } from './queries.ts';

export function useVerdict() {
  return useMutation({ mutationFn: async () => ({ verdict: await askVerdict(), at: new Date().toISOString() }) });
}

export function VerdictButton({ asked }: { asked: ReturnType<typeof useVerdict> }) {
  const words = useT().audit.verdict;
  return (
    <Button type="primary" loading={asked.isPending} onClick={() => asked.mutate()}>
      {asked.isPending ? words.checking : words.check}
    </Button>
  );
}

export function VerdictResult({ asked }: { asked: ReturnType<typeof useVerdict> }) {
  const words = useT().audit.verdict;
  if (asked.error) return <ErrorPanel compact error={asked.error} onRetry={() => asked.mutate()} />;
  if (!asked.data) return null;
  const { verdict, at } = asked.data;
  return (
    <p className={verdict.ok ? s.holds : s.broken} role="status">
      <strong>
        {verdict.ok ? words.ok(count(verdict.events)) : words.broken(count(Number(verdict.brokenAt ?? 0)))}
      </strong>{' '}
      {!verdict.ok && verdict.why && `（${words.why[verdict.why] ?? verdict.why}）`}
      <span className={s.quiet}>{words.checkedAt(moment(at))}</span>
    </p>
  );
}
