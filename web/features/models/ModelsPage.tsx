// 模型: every fitted model, what is in force, and its card.
import { useQuery } from '@tanstack/react-query';
import { day } from '../../format.ts';
import { useT } from '../../messages/index.tsx';
import { tabsOf } from '../../officials/sections.ts';
import { paths } from '../../paths.ts';
import { useSession } from '../../session.tsx';
import { type DataColumn, DataTable } from '../../ui/DataTable.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Empty, Loaded } from '../../ui/states.tsx';
import { useTableQuery } from '../../ui/useTableQuery.ts';
import { type ModelHead, modelsQuery } from './queries.ts';
import { Status } from './Status.tsx';

const NO_FILTERS: readonly string[] = [];

export function Component() {
  const t = useT();
  const m = t.models;
  const me = useSession();
  const query = useQuery(modelsQuery);
  return (
    <>
      <PageHeader title={m.title} lead={m.lead} tabs={tabsOf('monitoring', me.role, t)} />
      <Loaded query={query} lines={6}>
        {(models) =>
          models.length === 0 ? <Empty title={m.list.none} hint={m.list.noneHint} /> : <List models={models} />
        }
      </Loaded>
    </>
  );
}

function List({ models }: { models: readonly ModelHead[] }) {
  const m = useT().models;
  const bound = useTableQuery(NO_FILTERS);
  const { page, size, q } = bound.query;
  const name = (model: ModelHead) => m.name(m.kinds[model.kind], model.version);
  const found = models.filter((model) => q === '' || name(model).toLowerCase().includes(q.toLowerCase()));
  const columns: DataColumn<ModelHead>[] = [
    { key: 'model', title: m.list.model, render: name, csv: name, frozen: true, width: 240 },
    {
      key: 'status',
      title: m.list.status,
      render: (model) => <Status status={model.status} />,
      csv: (model) => m.statuses[model.status],
    },
    {
      key: 'fittedAt',
      title: m.list.fittedAt,
      render: (model) => day(model.fittedAt),
      csv: (model) => day(model.fittedAt),
    },
    { key: 'fittedBy', title: m.list.fittedBy, render: (model) => model.fittedBy, csv: (model) => model.fittedBy },
    {
      key: 'publishedAt',
      title: m.list.publishedAt,
      render: (model) => day(model.publishedAt),
      csv: (model) => (model.publishedAt === null ? '' : day(model.publishedAt)),
    },
    {
      key: 'publishedBy',
      title: m.list.publishedBy,
      render: (model) => model.publishedBy ?? '—',
      csv: (model) => model.publishedBy ?? '',
    },
  ];
  return (
    <DataTable<ModelHead>
      id="models"
      name={m.title}
      columns={columns}
      rows={found.slice((page - 1) * size, page * size)}
      total={found.length}
      rowKey={(model) => model.id}
      bound={bound}
      rowTo={(model) => paths.model(model.id)}
      exportAll={async () => found}
      empty={<Empty title={m.list.none} />}
    />
  );
}
