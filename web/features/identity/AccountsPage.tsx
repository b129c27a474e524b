// 用户: the county's accounts with post and place; a row opens its drawer, where it is switched off or its password reset.
import { useQuery } from '@tanstack/react-query';
import { Tag } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { ROLES } from '../../../kernel/permissions.ts';
import { type Place, placesQuery } from '../../api/queries.ts';
import { type Messages, useT } from '../../messages/index.tsx';
import { tabsOf } from '../../officials/sections.ts';
import { paths } from '../../paths.ts';
import { useMay, useSession } from '../../session.tsx';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { type DataColumn, DataTable } from '../../ui/DataTable.tsx';
import { DetailDrawer } from '../../ui/DetailDrawer.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Empty } from '../../ui/states.tsx';
import { useTableQuery } from '../../ui/useTableQuery.ts';
import { AccountDrawer } from './AccountDrawer.tsx';
import { AddAccount } from './AddAccount.tsx';
import { type Account, accountsQuery } from './queries.ts';

const FILTERS = ['role', 'state'] as const;

export function Component() {
  const t = useT();
  const words = t.accounts;
  const me = useSession();
  const mayEdit = useMay('users.edit');
  const bound = useTableQuery(FILTERS);
  const query = useQuery(accountsQuery);
  const { data: places } = useQuery(placesQuery);
  const [adding, setAdding] = useState(false);
  const [openName, setOpenName] = useState<string | null>(null);
  const { q, page, size, filters } = bound.query;
  const rows = query.data?.filter(
    (account) =>
      `${account.name} ${account.username}`.toLowerCase().includes(q.toLowerCase()) &&
      (filters.role === undefined || filters.role.includes(account.role)) &&
      (filters.state === undefined || filters.state.includes(account.active ? 'active' : 'inactive')),
  );
  const opened = query.data?.find((account) => account.username === openName);
  return (
    <>
      <PageHeader
        title={words.title}
        lead={words.lead}
        tabs={tabsOf('settings', me.role, t)}
        action={
          <ActionButton type="primary" whyNot={mayEdit ? null : words.whyNot.role} onClick={() => setAdding(true)}>
            {words.add}
          </ActionButton>
        }
      />
      <DataTable
        id="accounts"
        name={words.list}
        columns={columns(t, places ?? [], me.id)}
        rows={rows?.slice((page - 1) * size, page * size)}
        total={rows?.length}
        rowKey={(account) => account.userId}
        bound={bound}
        searchHint={words.search}
        filters={[
          {
            name: 'role',
            label: words.post,
            multiple: true,
            options: ROLES.map((value) => ({ value, label: t.roles[value] })),
          },
          {
            name: 'state',
            label: words.state,
            options: [
              { value: 'active', label: words.active },
              { value: 'inactive', label: words.inactive },
            ],
          },
        ]}
        error={query.error}
        onRetry={() => void query.refetch()}
        onOpen={(account) => setOpenName(account.username)}
        exportAll={async () => rows ?? []}
        empty={<Empty title={words.none} hint={words.noneHint} />}
      />
      <DetailDrawer open={adding} title={words.form.title} width={520} onClose={() => setAdding(false)}>
        <AddAccount onDone={() => setAdding(false)} />
      </DetailDrawer>
      {opened && (
        <AccountDrawer account={opened} place={placeWords(opened, places ?? [])} onClose={() => setOpenName(null)} />
      )}
    </>
  );
}

/** The place's name with those above it, the county left out: `湖头镇 › 横山村`. */
function placeWords(account: Account, places: readonly Place[]): string {
  const name = (code: string) => places.find((place) => place.code === code)?.name;
  const codes = [9, 12]
    .filter((digits) => account.region.length >= digits)
    .map((digits) => account.region.slice(0, digits));
  const names = codes.length === 0 ? [name(account.region)] : codes.map(name);
  return names.filter(Boolean).join(' › ') || account.region;
}

function columns(t: Messages, places: readonly Place[], me: string): DataColumn<Account>[] {
  const words = t.accounts;
  return [
    {
      key: 'name',
      title: words.name,
      frozen: true,
      width: 200,
      render: (account) => (account.userId === me ? `${account.name}（${words.you}）` : account.name),
      csv: (account) => account.name,
    },
    {
      key: 'username',
      title: words.username,
      render: (account) => account.username,
      csv: (account) => account.username,
    },
    {
      key: 'role',
      title: words.post,
      render: (account) => t.roles[account.role],
      csv: (account) => t.roles[account.role],
    },
    {
      key: 'region',
      title: words.region,
      render: (account) => placeWords(account, places),
      csv: (account) => placeWords(account, places),
    },
    {
      key: 'household',
      title: words.household,
      render: (account) =>
        account.householdId && <Link to={paths.household(account.householdId)}>{words.seeHousehold}</Link>,
    },
    {
      key: 'state',
      title: words.state,
      render: (account) => <Tag>{account.active ? words.active : words.inactive}</Tag>,
      csv: (account) => (account.active ? words.active : words.inactive),
    },
  ];
}
