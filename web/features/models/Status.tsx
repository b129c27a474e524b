// A model's status in a word, with a rule at its left.
import { useT } from '../../messages/index.tsx';
import s from './models.module.css';
import type { ModelHead } from './queries.ts';

export function Status({ status }: { status: ModelHead['status'] }) {
  const { models } = useT();
  return <span className={`${s.status} ${s[status]}`}>{models.statuses[status]}</span>;
}
