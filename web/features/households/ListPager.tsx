// Pages of the register. The server pages by the last number shown, so that page 4,000 costs no more than page 1; the
// address holds that number (`after`), and where one came from stands in the history entry.
import { Button, Select } from 'antd';
import { useLocation, useNavigate } from 'react-router';
import { useT } from '../../messages/index.tsx';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { PAGE_SIZES } from '../../ui/tableQuery.ts';
import type { BoundTableQuery } from '../../ui/useTableQuery.ts';
import s from './ListPager.module.css';

interface ListPagerProps {
  /** `共 2,000 户`. */
  readonly total: string;
  readonly next: string | null;
  readonly bound: BoundTableQuery;
  /** The list's name; the register when absent. */
  readonly label?: string;
}

/** The `after` of the pages before this one, from the first; kept in the history entry. */
function trailOf(state: unknown): readonly string[] {
  const trail = typeof state === 'object' && state !== null && 'trail' in state ? state.trail : [];
  return Array.isArray(trail) ? trail.filter((step): step is string => typeof step === 'string') : [];
}

export function ListPager({ total, next, bound, label }: ListPagerProps) {
  const w = useT().households.list;
  const { search, state, pathname } = useLocation();
  const navigate = useNavigate();
  const trail = trailOf(state);
  const here = new URLSearchParams(search).get('after') ?? '';
  const go = (after: string, steps: readonly string[]) => {
    const params = new URLSearchParams(search);
    if (after) params.set('after', after);
    else params.delete('after');
    void navigate({ pathname, search: params.toString() }, { state: { trail: steps } });
    scrollTo({ top: 0 });
  };
  const before = trail.at(-1);
  return (
    <nav className={`${s.pager} no-print`} aria-label={label ?? w.title}>
      <span className={s.total}>{total}</span>
      <Select
        aria-label={w.perPage}
        value={bound.query.size}
        options={PAGE_SIZES.map((value) => ({ value, label: w.sizeOf(value) }))}
        onChange={(size) => bound.change({ size })}
      />
      {here !== '' && before === undefined ? (
        <Button onClick={() => go('', [])}>{w.first}</Button>
      ) : (
        <ActionButton whyNot={here === '' ? w.firstAlready : null} onClick={() => go(before ?? '', trail.slice(0, -1))}>
          {w.previous}
        </ActionButton>
      )}
      <ActionButton
        whyNot={next === null ? w.lastAlready : null}
        onClick={() => next !== null && go(next, [...trail, here])}
      >
        {w.next}
      </ActionButton>
    </nav>
  );
}
