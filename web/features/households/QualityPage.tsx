// 数据质量: records that an import let in but that need a check. Correcting the record closes a task by itself; here one is
// closed with a note when the record turns out right.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { Link, useLocation, useNavigate } from 'react-router';
import { answer, api, useCommand, withKey } from '../../api/client.ts';
import { day } from '../../format.ts';
import { useT } from '../../messages/index.tsx';
import { usePlace } from '../../officials/place.ts';
import { tabsOf } from '../../officials/sections.ts';
import { paths } from '../../paths.ts';
import { useSession } from '../../session.tsx';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { type DataColumn, DataTable } from '../../ui/DataTable.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Empty, ErrorPanel } from '../../ui/states.tsx';
import { useTableQuery } from '../../ui/useTableQuery.ts';
import pager from './ListPager.module.css';
import s from './QualityPage.module.css';
import { type QualityTask, tasksQuery } from './queries.ts';

const FILTERS = ['state', 'code'] as const;
const DEFAULTS = { size: 50 };

export function Component() {
  const t = useT();
  const w = t.households.quality;
  const me = useSession();
  const { place } = usePlace();
  const bound = useTableQuery(FILTERS, DEFAULTS);
  const { page, size, filters } = bound.query;
  const closed = filters.state?.[0] === 'closed';
  const code = filters.code?.[0];
  // One more than is shown tells whether there is a next page.
  const tasks = useQuery(
    tasksQuery({
      region: place,
      closed,
      ...(code ? { code } : {}),
      limit: Math.min(200, size + 1),
      offset: (page - 1) * size,
    }),
  );
  const [closing, setClosing] = useState<QualityTask | null>(null);
  const whyNot = me.mayWrite ? null : w.mayNot;
  const rows = tasks.data?.slice(0, size);
  const more = (tasks.data?.length ?? 0) > size;
  return (
    <>
      <PageHeader title={w.title} lead={w.lead} tabs={tabsOf('households', me.role, t)} />
      <DataTable<QualityTask>
        id="household-quality"
        name={w.name}
        columns={useTaskColumns(closed, whyNot, setClosing)}
        rows={rows}
        rowKey={(task) => task.id}
        bound={bound}
        filters={[
          {
            name: 'state',
            label: w.open,
            options: [{ value: 'closed', label: w.closed }],
          },
          {
            name: 'code',
            label: w.kind,
            options: Object.entries(w.kinds).map(([value, label]) => ({ value, label })),
          },
        ]}
        search={false}
        loading={tasks.isPlaceholderData}
        error={tasks.error}
        onRetry={() => void tasks.refetch()}
        card={(task) => <TaskCard task={task} whyNot={whyNot} onClose={() => setClosing(task)} />}
        pager={<Pager page={page} more={more} />}
        empty={closed ? <Empty title={w.noneClosed} /> : <Empty title={w.none} hint={w.noneHint} />}
      />
      {closing && <CloseDialog task={closing} onEnd={() => setClosing(null)} />}
    </>
  );
}

function useTaskColumns(
  closed: boolean,
  whyNot: string | null,
  onClose: (task: QualityTask) => void,
): DataColumn<QualityTask>[] {
  const w = useT().households.quality;
  const columns: DataColumn<QualityTask>[] = [
    {
      key: 'household',
      title: w.columns.household,
      frozen: true,
      width: 120,
      render: (task) => <Link to={paths.household(task.householdId)}>{task.headName}</Link>,
      csv: (task) => `${task.headName} ${task.householdNo}`,
    },
    {
      key: 'problem',
      title: w.columns.problem,
      render: (task) => <span className={s.problem}>{task.message}</span>,
      csv: (task) => task.message,
    },
    { key: 'person', title: w.columns.person, render: (task) => task.person, csv: (task) => task.person },
    { key: 'opened', title: w.columns.opened, render: (task) => day(task.openedAt), csv: (task) => day(task.openedAt) },
  ];
  if (closed) {
    columns.push(
      {
        key: 'closed',
        title: w.columns.closed,
        render: (task) => day(task.closedAt),
        csv: (task) => day(task.closedAt),
      },
      { key: 'note', title: w.columns.note, render: (task) => task.note ?? '', csv: (task) => task.note ?? '' },
    );
  } else {
    columns.push({
      key: 'act',
      title: w.columns.act,
      render: (task) => (
        <ActionButton size="small" whyNot={whyNot} onClick={() => onClose(task)}>
          {w.close}
        </ActionButton>
      ),
    });
  }
  return columns;
}

function TaskCard({ task, whyNot, onClose }: { task: QualityTask; whyNot: string | null; onClose: () => void }) {
  const w = useT().households.quality;
  return (
    <div className={s.card}>
      <Link to={paths.household(task.householdId)}>
        {task.headName} · {task.householdNo}
      </Link>
      <span>{task.message}</span>
      {task.person && <span className={s.quiet}>{task.person}</span>}
      <span className={s.foot}>
        <span className={s.quiet}>
          {task.closedAt ? `${w.columns.closed} ${day(task.closedAt)}` : `${w.columns.opened} ${day(task.openedAt)}`}
        </span>
        {task.closedAt === null && (
          <ActionButton whyNot={whyNot} onClick={onClose}>
            {w.close}
          </ActionButton>
        )}
      </span>
      {task.note && <span>{task.note}</span>}
    </div>
  );
}

function Pager({ page, more }: { page: number; more: boolean }) {
  const w = useT().households.quality;
  const list = useT().households.list;
  const { pathname, search } = useLocation();
  const navigate = useNavigate();
  const go = (to: number) => {
    const params = new URLSearchParams(search);
    if (to > 1) params.set('page', String(to));
    else params.delete('page');
    void navigate({ pathname, search: params.toString() });
  };
  return (
    <nav className={`${pager.pager} no-print`} aria-label={w.title}>
      <span className={pager.total}>{w.page(page)}</span>
      <ActionButton whyNot={page === 1 ? list.firstAlready : null} onClick={() => go(page - 1)}>
        {w.previous}
      </ActionButton>
      <ActionButton whyNot={more ? null : list.lastAlready} onClick={() => go(page + 1)}>
        {w.next}
      </ActionButton>
    </nav>
  );
}

function CloseDialog({ task, onEnd }: { task: QualityTask; onEnd: () => void }) {
  const t = useT();
  const w = t.households.quality;
  const queries = useQueryClient();
  const [form] = Form.useForm<{ note: string }>();
  const refresh = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: ['household-quality'] }),
      queries.invalidateQueries({ queryKey: ['household', task.householdId] }),
    ]);
  const close = useCommand(
    (note: string, key) =>
      answer(
        api.POST('/api/v1/household-quality/{id}/close', {
          params: { path: { id: task.id }, header: { 'idempotency-key': key } },
          body: { note },
          ...withKey(key),
        }),
      ),
    {
      onSuccess: async () => {
        await refresh();
        onEnd();
      },
    },
  );
  // A task that is closed already answers "not found": somebody was faster.
  const gone = close.error?.status === 404;
  return (
    <Modal
      open
      title={w.closeTitle}
      okText={w.closeConfirm}
      cancelText={t.act.cancel}
      confirmLoading={close.isPending}
      footer={gone ? <Button onClick={() => void refresh().then(onEnd)}>{t.act.close}</Button> : undefined}
      onOk={() => form.submit()}
      onCancel={onEnd}
    >
      <p>
        <strong>{task.headName}</strong> {task.householdNo}
      </p>
      <p>{w.closeLead(task.message)}</p>
      {gone ? (
        <p role="alert">{w.goneMeanwhile}</p>
      ) : (
        <Form
          form={form}
          layout="vertical"
          requiredMark={false}
          style={{ marginTop: 16 }}
          onFinish={({ note }) => close.mutate(note.trim())}
        >
          <Form.Item
            name="note"
            label={w.closeNote}
            extra={w.closeNoteHint}
            rules={[{ required: true, whitespace: true, message: t.households.common.required }]}
          >
            <Input.TextArea maxLength={200} rows={3} autoFocus />
          </Form.Item>
        </Form>
      )}
      {close.error && !gone && <ErrorPanel compact error={close.error} />}
    </Modal>
  );
}
