// 审计: the county's trail, newest first, by actor, act and subject; a row opens before and after; the chain verified.
import { useQuery } from '@tanstack/react-query';
import { Button, Popover } from 'antd';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { moment } from '../../format.ts';
import { type Messages, useT } from '../../messages/index.tsx';
import { tabsOf } from '../../officials/sections.ts';
import { useSession } from '../../session.tsx';
import { type DataColumn, DataTable } from '../../ui/DataTable.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Empty } from '../../ui/states.tsx';
import { useTableQuery } from '../../ui/useTableQuery.ts';
import { ListPager } from '../households/ListPager.tsx';
import { HouseholdSelect } from '../identity/HouseholdSelect.tsx';
import { accountsQuery } from '../identity/queries.ts';
import s from './audit.module.css';
import { changeLines, readable } from './changes.ts';
import { EntryDrawer } from './EntryDrawer.tsx';
import { type AuditFilter, allEntries, auditQuery, type Entry } from './queries.ts';
import { type AuditWords, useAuditWords } from './useWords.ts';
import { useVerdict, VerdictButton, VerdictResult } from './Verdict.tsx';

const FILTERS = ['actor', 'action', 'subject'] as const;
const DEFAULTS = { size: 50 };

export function Component() {
  const t = useT();
  const lines = t.audit;
  const me = useSession();
  const words = useAuditWords();
  const bound = useTableQuery(FILTERS, DEFAULTS);
  const [params] = useSearchParams();
  const [open, setOpen] = useState<Entry | null>(null);
  const { data: accounts } = useQuery(accountsQuery);
  const asked = useVerdict();
  const { filters, size } = bound.query;
  const [actor, action, subject] = [filters.actor?.[0], filters.action?.[0], filters.subject?.[0]];
  const filter: AuditFilter = {
    ...(actor ? { actorId: actor } : {}),
    ...(action ? { action } : {}),
    ...(subject ? { subject } : {}),
  };
  const before = params.get('after');
  const query = useQuery(auditQuery({ ...filter, limit: size, ...(before ? { before } : {}) }));
  const last = query.data?.at(-1);
  const only = (chosen: string | null) =>
    bound.change({ filters: { ...filters, subject: chosen === null ? [] : [chosen] } });
  return (
    <>
      <PageHeader
        title={lines.title}
        lead={lines.lead}
        tabs={tabsOf('settings', me.role, t)}
        action={<VerdictButton asked={asked} />}
      />
      <VerdictResult asked={asked} />
      <DataTable
        id="audit"
        name={lines.list}
        columns={columns(t, words)}
        rows={query.data}
        rowKey={(entry) => entry.seq}
        bound={bound}
        search={false}
        loading={query.isPlaceholderData}
        error={query.error}
        onRetry={() => void query.refetch()}
        onOpen={setOpen}
        exportAll={() => allEntries(filter)}
        filters={[
          {
            name: 'actor',
            label: lines.actor,
            options: (accounts ?? []).map((account) => ({ value: account.userId, label: account.name })),
          },
          {
            name: 'action',
            label: lines.action,
            options: Object.entries(lines.actions).map(([value, label]) => ({ value, label })),
          },
        ]}
        extra={
          <>
            {subject && (
              <Button onClick={() => only(null)} aria-label={`${t.ui.table.clearFilters}：${words.subject(subject)}`}>
                {lines.onlySubject(words.subject(subject))} ×
              </Button>
            )}
            <Popover
              trigger="click"
              placement="bottomRight"
              destroyOnHidden
              content={
                <div className={s.find}>
                  <HouseholdSelect onChoose={(household) => only(`household:${household.id}`)} />
                </div>
              }
            >
              <Button>{lines.findHousehold}</Button>
            </Popover>
          </>
        }
        pager={
          <ListPager
            label={lines.list}
            total=""
            next={last !== undefined && last.seq !== '1' && query.data?.length === size ? last.seq : null}
            bound={bound}
          />
        }
        empty={<Empty title={lines.none} hint={lines.noneHint} />}
      />
      {open && (
        <EntryDrawer
          entry={open}
          words={words}
          onClose={() => setOpen(null)}
          onOnly={(chosen) => {
            setOpen(null);
            only(chosen);
          }}
        />
      )}
    </>
  );
}

/** The first few changes in one line: `值：500 → 600`. */
function summary(entry: Entry, words: AuditWords): string {
  return readable(changeLines(entry.before, entry.after))
    .slice(0, 3)
    .map((line) =>
      entry.before === null || line.before === undefined
        ? `${words.part(line)}：${words.value(line.after, line)}`
        : `${words.part(line)}：${words.value(line.before, line)} → ${words.value(line.after, line)}`,
    )
    .join('；');
}

function columns(t: Messages, words: AuditWords): DataColumn<Entry>[] {
  const lines = t.audit;
  return [
    {
      key: 'at',
      title: lines.when,
      frozen: true,
      width: 160,
      render: (entry) => moment(entry.at),
      csv: (entry) => entry.at,
    },
    {
      key: 'who',
      title: lines.who,
      render: (entry) => (
        <>
          {entry.actorName} <span className={s.quiet}>{words.role(entry.role)}</span>
        </>
      ),
      csv: (entry) => `${entry.actorName}（${words.role(entry.role)}）`,
    },
    {
      key: 'action',
      title: lines.action,
      render: (entry) => words.action(entry.action),
      csv: (entry) => words.action(entry.action),
    },
    {
      key: 'subject',
      title: lines.subject,
      render: (entry) => words.subject(entry.subject),
      csv: (entry) => entry.subject,
    },
    {
      key: 'changes',
      title: lines.content,
      render: (entry) => <span className={s.summary}>{summary(entry, words)}</span>,
      csv: (entry) => summary(entry, words),
    },
    { key: 'note', title: lines.note, render: (entry) => entry.note ?? '', csv: (entry) => entry.note },
    {
      key: 'hash',
      title: lines.hash,
      hiddenAtFirst: true,
      render: (entry) => <code>{entry.hash.slice(0, 12)}</code>,
      csv: (entry) => entry.hash,
    },
  ];
}
