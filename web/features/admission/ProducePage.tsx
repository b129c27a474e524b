// The county's register of produce: what may be sold with finance behind it.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { NO_VALUE } from '../../format.ts';
import { type Messages, useT } from '../../messages/index.tsx';
import { tabsOf } from '../../officials/sections.ts';
import { useMay, useSession } from '../../session.tsx';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { type DataColumn, DataTable } from '../../ui/DataTable.tsx';
import { DetailDrawer } from '../../ui/DetailDrawer.tsx';
import { Facts, Stack } from '../../ui/Layout.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Empty } from '../../ui/states.tsx';
import { useTableQuery } from '../../ui/useTableQuery.ts';
import s from './admission.module.css';
import { AddProduce, WithdrawProduce } from './ProduceForms.tsx';
import { type Produce, produceQuery } from './queries.ts';
import { Chip } from './words.tsx';

const FILTERS: readonly string[] = ['nature', 'state'];
const stateOf = (one: Produce) => (one.withdrawnOn === null ? 'listed' : 'withdrawn');

export function Component() {
  const t = useT();
  const words = t.admission.produce;
  const me = useSession();
  const keeps = useMay('admission.produce');
  const bound = useTableQuery(FILTERS);
  const query = useQuery(produceQuery);
  const [adding, setAdding] = useState(false);
  const [opened, setOpened] = useState<Produce | null>(null);
  const [withdrawing, setWithdrawing] = useState<Produce | null>(null);
  const { q, page, size, filters } = bound.query;
  const found = query.data?.filter(
    (one) =>
      one.name.includes(q) &&
      (filters.nature?.[0] === undefined || filters.nature[0] === one.nature) &&
      (filters.state?.[0] === undefined || filters.state[0] === stateOf(one)),
  );
  const whyNot = me.mayWrite && keeps ? null : words.whyNot;
  const columns = columnsOf(t);
  return (
    <>
      <PageHeader
        title={words.title}
        lead={words.lead}
        tabs={tabsOf('finance', me.role, t)}
        action={
          <ActionButton type="primary" whyNot={whyNot} onClick={() => setAdding(true)}>
            {words.add}
          </ActionButton>
        }
      />
      <DataTable<Produce>
        id="produce"
        name={words.title}
        columns={columns}
        rows={found?.slice((page - 1) * size, page * size)}
        total={found?.length}
        rowKey={(row) => row.id}
        bound={bound}
        filters={[
          {
            name: 'nature',
            label: words.nature,
            options: (['native', 'processed'] as const).map((value) => ({ value, label: words.natures[value] })),
          },
          {
            name: 'state',
            label: words.state,
            options: (['listed', 'withdrawn'] as const).map((value) => ({ value, label: words.states[value] })),
          },
        ]}
        searchHint={words.search}
        error={query.error}
        onRetry={() => void query.refetch()}
        onOpen={setOpened}
        exportAll={async () => found ?? []}
        card={(row) => (
          <button type="button" className={s.cardButton} onClick={() => setOpened(row)}>
            <strong>{row.name}</strong>
            <span className={s.quiet}>
              {words.natures[row.nature]} · {row.originName}
            </span>
            <span>
              <StateChip one={row} />
            </span>
          </button>
        )}
        empty={<Empty title={words.emptyTitle} hint={words.emptyHint} />}
      />
      <DetailDrawer open={opened !== null} title={opened?.name} onClose={() => setOpened(null)}>
        {opened && (
          <Stack>
            <Facts items={columns.map((column) => ({ label: column.title, value: column.render(opened) }))} />
            {opened.withdrawnOn !== null && (
              <Facts
                items={[
                  { label: words.withdrawnBy, value: opened.withdrawnBy },
                  { label: words.withdrawnOn, value: opened.withdrawnOn },
                  { label: words.withdrawnReason, value: opened.withdrawnReason },
                ]}
              />
            )}
            {opened.withdrawnOn === null && (
              <div>
                <ActionButton
                  whyNot={whyNot}
                  onClick={() => {
                    setWithdrawing(opened);
                    setOpened(null);
                  }}
                >
                  {words.withdraw}
                </ActionButton>
              </div>
            )}
          </Stack>
        )}
      </DetailDrawer>
      {adding && <AddProduce onClose={() => setAdding(false)} />}
      {withdrawing && <WithdrawProduce produce={withdrawing} onClose={() => setWithdrawing(null)} />}
    </>
  );
}

function StateChip({ one }: { one: Produce }) {
  const words = useT().admission.produce;
  const state = stateOf(one);
  return <Chip tone={state === 'listed' ? 'good' : 'plain'}>{words.states[state]}</Chip>;
}

function columnsOf(t: Messages): readonly DataColumn<Produce>[] {
  const words = t.admission.produce;
  const text = (key: string, title: string, of: (row: Produce) => string | null): DataColumn<Produce> => ({
    key,
    title,
    render: (row) => of(row) ?? NO_VALUE,
    csv: (row) => of(row) ?? '',
  });
  return [
    { ...text('name', words.name, (row) => row.name), frozen: true, width: 160 },
    text('nature', words.nature, (row) => words.natures[row.nature]),
    text('origin', words.origin, (row) => row.originName),
    text('source', words.source, (row) => row.source),
    {
      key: 'state',
      title: words.state,
      render: (row) => <StateChip one={row} />,
      csv: (row) => words.states[stateOf(row)],
    },
    text('by', words.listedBy, (row) => row.listedBy),
    text('on', words.listedOn, (row) => row.listedOn),
  ];
}
