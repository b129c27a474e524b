// Enterprises and co-operatives that were admitted, and the form that admits another.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { day, NO_VALUE } from '../../format.ts';
import { type Messages, useLanguage, useT } from '../../messages/index.tsx';
import { tabsOf } from '../../officials/sections.ts';
import { useMay, useSession } from '../../session.tsx';
import type { Language } from '../../settings.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { type DataColumn, DataTable } from '../../ui/DataTable.tsx';
import { DetailDrawer } from '../../ui/DetailDrawer.tsx';
import { Facts, Stack } from '../../ui/Layout.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Empty } from '../../ui/states.tsx';
import { useTableQuery } from '../../ui/useTableQuery.ts';
import { EnterprisePath } from '../financing/EnterprisePath.tsx';
import s from './admission.module.css';
import { EnterpriseForm } from './EnterpriseForm.tsx';
import { type Enterprise, enterprisesQuery, type Terms, termsQuery } from './queries.ts';
import { Chip } from './words.tsx';

const FILTERS: readonly string[] = ['outcome'];

export function Component() {
  const t = useT();
  const words = t.admission.enterprises;
  const me = useSession();
  const language = useLanguage();
  const decides = useMay('admission.decide');
  const plans = useMay('financing.plan');
  const bound = useTableQuery(FILTERS);
  const query = useQuery(enterprisesQuery);
  const { data: terms } = useQuery(termsQuery);
  const [admitting, setAdmitting] = useState(false);
  const [opened, setOpened] = useState<Enterprise | null>(null);
  const { q, page, size, filters } = bound.query;
  const found = query.data?.filter(
    (one) =>
      (one.name.includes(q) || one.creditCode.startsWith(q.toUpperCase())) &&
      (filters.outcome?.[0] === undefined || filters.outcome[0] === one.outcome),
  );
  const whyNot =
    !me.mayWrite || !decides ? words.whyNot : me.secondFactor ? null : t.admission.decide.whyNot.secondFactor;
  return (
    <>
      <PageHeader
        title={words.title}
        lead={words.lead}
        tabs={tabsOf('finance', me.role, t)}
        action={
          <ActionButton type="primary" whyNot={whyNot} onClick={() => setAdmitting(true)}>
            {words.admit}
          </ActionButton>
        }
      />
      <DataTable<Enterprise>
        id="enterprises"
        name={words.title}
        columns={columnsOf(t, terms, language)}
        rows={found?.slice((page - 1) * size, page * size)}
        total={found?.length}
        rowKey={(row) => row.id}
        bound={bound}
        filters={[
          {
            name: 'outcome',
            label: words.outcome,
            options: (['admitted', 'green_channel'] as const).map((value) => ({
              value,
              label: words.outcomes[value],
            })),
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
            <span className={s.quiet}>{row.creditCode}</span>
            <span>
              {words.outcomes[row.outcome]} · {words.linked} {row.linkedHouseholds}
            </span>
          </button>
        )}
        empty={<Empty title={words.emptyTitle} hint={words.emptyHint} />}
      />
      {terms && admitting && <EnterpriseForm terms={terms} onClose={() => setAdmitting(false)} />}
      <DetailDrawer open={opened !== null} title={opened?.name} width={760} onClose={() => setOpened(null)}>
        {opened && (
          <Stack>
            <Facts
              items={columnsOf(t, terms, language)
                .map((column) => ({ label: column.title, value: column.render(opened) }))
                .concat(opened.reason ? [{ label: words.reason, value: opened.reason }] : [])}
            />
            {plans && <EnterprisePath key={opened.id} creditCode={opened.creditCode} />}
          </Stack>
        )}
      </DetailDrawer>
    </>
  );
}

function columnsOf(t: Messages, terms: Terms | undefined, language: Language): readonly DataColumn<Enterprise>[] {
  const words = t.admission.enterprises;
  const activity = (row: Enterprise) =>
    terms?.activities.find(({ code }) => code === row.activity)?.[language] ?? row.activity;
  const goods = (row: Enterprise) => row.produce.map(({ name }) => name).join('、') || NO_VALUE;
  return [
    { key: 'name', title: words.name, frozen: true, width: 220, render: (row) => row.name, csv: (row) => row.name },
    { key: 'code', title: words.creditCode, render: (row) => row.creditCode, csv: (row) => row.creditCode },
    { key: 'kind', title: words.kind, render: (row) => words.kinds[row.kind], csv: (row) => words.kinds[row.kind] },
    {
      key: 'outcome',
      title: words.outcome,
      render: (row) => (
        <Chip tone={row.outcome === 'green_channel' ? 'good' : 'info'}>{words.outcomes[row.outcome]}</Chip>
      ),
      csv: (row) => words.outcomes[row.outcome],
    },
    { key: 'activity', title: words.activity, render: activity, csv: activity },
    { key: 'produce', title: words.produce, render: goods, csv: goods },
    {
      key: 'linked',
      title: words.linked,
      numeric: true,
      render: (row) => row.linkedHouseholds,
      csv: (row) => row.linkedHouseholds,
    },
    {
      key: 'licence',
      title: words.licence,
      render: (row) => row.licenceUntil ?? words.noTerm,
      csv: (row) => row.licenceUntil ?? words.noTerm,
    },
    { key: 'by', title: words.decidedBy, render: (row) => row.decidedBy, csv: (row) => row.decidedBy },
    { key: 'at', title: words.decidedAt, render: (row) => day(row.decidedAt), csv: (row) => day(row.decidedAt) },
  ];
}
