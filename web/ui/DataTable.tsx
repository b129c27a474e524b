// The list of every officials' page: frozen head and first column, column choice, density, saved views, CSV export,
// filters and paging in the address bar, bulk acts over the chosen rows. A row opens a page or a drawer, never both.
import { Button, Checkbox, Dropdown, Input, Pagination, Popover, Segmented, Select, Table } from 'antd';
import type { ColumnType } from 'antd/es/table';
import { type Key, type ReactNode, useEffect, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { type Cell, downloadCsv } from '../csv.ts';
import { count } from '../format.ts';
import { useT } from '../messages/index.tsx';
import s from './DataTable.module.css';
import { ColumnsIcon, DensityIcon, ExportIcon, SearchIcon } from './icons.tsx';
import { useNarrow } from './narrow.ts';
import { SavedViews } from './SavedViews.tsx';
import { type Density, type TableTaste, useTableTaste } from './savedViews.ts';
import { ErrorPanel, Skeleton } from './states.tsx';
import { PAGE_SIZES } from './tableQuery.ts';
import type { BoundTableQuery } from './useTableQuery.ts';

export interface DataColumn<Row> {
  readonly key: string;
  readonly title: string;
  readonly render: (row: Row) => ReactNode;
  /** The plain value for CSV; a column without it is not exported. */
  readonly csv?: (row: Row) => Cell;
  /** Right-aligned, tabular figures. */
  readonly numeric?: boolean;
  /** px; needed for frozen columns. */
  readonly width?: number;
  /** The server can sort by `key`. */
  readonly sortable?: boolean;
  /** Frozen at the left and always shown; the first frozen column is what opens the row. */
  readonly frozen?: boolean;
  readonly hiddenAtFirst?: boolean;
}

export interface TableFilter {
  /** The name in the address. */
  readonly name: string;
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly multiple?: boolean;
}

export interface BulkAct<Row> {
  readonly label: string;
  readonly run: (rows: readonly Row[]) => void;
  /** Why the act can't be done on these rows; null when it can. */
  readonly whyNot?: (rows: readonly Row[]) => string | null;
}

export interface DataTableProps<Row> {
  /** Names the list in storage and its CSV file. */
  readonly id: string;
  readonly name: string;
  readonly columns: readonly DataColumn<Row>[];
  readonly rows: readonly Row[] | undefined;
  readonly total?: number | undefined;
  readonly rowKey: (row: Row) => string;
  readonly bound: BoundTableQuery;
  readonly filters?: readonly TableFilter[];
  readonly searchHint?: string;
  /** False where the server can't search by text. */
  readonly search?: boolean;
  readonly loading?: boolean;
  readonly error?: unknown;
  readonly onRetry?: () => void;
  /** Opens a page. Give this or `onOpen`. */
  readonly rowTo?: (row: Row) => string;
  /** Opens a drawer. */
  readonly onOpen?: (row: Row) => void;
  readonly bulk?: readonly BulkAct<Row>[];
  /** All rows of the present filters for the export; without it the shown page is exported. */
  readonly exportAll?: () => Promise<readonly Row[]>;
  readonly empty: ReactNode;
  /** More controls at the right of the filters. */
  readonly extra?: ReactNode;
  /** Draws a row as a card on a phone, its own link in it; without it the table scrolls sideways there. */
  readonly card?: (row: Row) => ReactNode;
  /** Stands below the rows instead of page numbers, where the server pages by a cursor. */
  readonly pager?: ReactNode;
}

const SIZE: Record<Density, 'large' | 'middle' | 'small'> = {
  comfortable: 'large',
  middle: 'middle',
  compact: 'small',
};

export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { columns, rows, bound, filters = [], bulk = [] } = props;
  const { query, change } = bound;
  const t = useT();
  const navigate = useNavigate();
  const [taste, changeTaste] = useTableTaste(
    props.id,
    columns.filter((column) => column.hiddenAtFirst).map((column) => column.key),
  );
  const [chosen, setChosen] = useState<readonly Key[]>([]);
  const narrow = useNarrow();
  const cards = narrow ? props.card : undefined;
  const shown = columns.filter((column) => column.frozen || !taste.hidden.includes(column.key));
  const open = (row: Row) => (props.rowTo ? navigate(props.rowTo(row)) : props.onOpen?.(row));
  const opens = props.rowTo !== undefined || props.onOpen !== undefined;
  const first = shown[0]?.key;

  const cell = (column: DataColumn<Row>, row: Row) => {
    const content = column.render(row);
    if (column.key !== first || !opens) return content;
    if (props.rowTo)
      return (
        <Link className={s.open} to={props.rowTo(row)}>
          {content}
        </Link>
      );
    return (
      <button type="button" className={s.open} onClick={() => open(row)}>
        {content}
      </button>
    );
  };
  const antdColumns = shown.map(
    (column): ColumnType<Row> => ({
      key: column.key,
      title: column.title,
      render: (_value, row) => cell(column, row),
      align: column.numeric ? 'right' : 'left',
      className: column.numeric ? 'number' : '',
      ...(column.width ? { width: column.width } : {}),
      ...(column.frozen ? { fixed: 'left' as const } : {}),
      ...(column.sortable
        ? {
            sorter: true,
            sortOrder: query.sort?.key === column.key ? (query.sort.order === 'asc' ? 'ascend' : 'descend') : null,
          }
        : {}),
    }),
  );
  const chosenRows = (rows ?? []).filter((row) => chosen.includes(props.rowKey(row)));

  if (props.error && rows === undefined)
    return <ErrorPanel error={props.error} onRetry={props.onRetry ?? (() => {})} />;
  return (
    <section className={s.table} aria-label={props.name}>
      <div className={s.tools}>
        {props.search !== false && (
          <SearchBox value={query.q} hint={props.searchHint ?? t.ui.table.search} onSearch={(q) => change({ q })} />
        )}
        {filters.map((filter) => (
          <Select
            key={filter.name}
            aria-label={filter.label}
            placeholder={filter.label}
            className={s.filter}
            allowClear
            {...(filter.multiple ? { mode: 'multiple' as const, maxTagCount: 1 } : {})}
            value={
              filter.multiple ? [...(query.filters[filter.name] ?? [])] : (query.filters[filter.name]?.[0] ?? null)
            }
            options={filter.options.map((option) => ({ ...option }))}
            popupMatchSelectWidth={false}
            onChange={(value: string | string[] | null | undefined) => {
              const values = value === null || value === undefined ? [] : Array.isArray(value) ? value : [value];
              change({ filters: { ...query.filters, [filter.name]: values } });
            }}
          />
        ))}
        {(query.q || Object.keys(query.filters).length > 0) && (
          <Button type="link" onClick={() => change({ q: '', filters: {} })}>
            {t.ui.table.clearFilters}
          </Button>
        )}
        <div className={s.tail}>
          {props.extra}
          <SavedViews taste={taste} onTaste={changeTaste} />
          {!cards && <TableLook columns={columns} taste={taste} onTaste={changeTaste} />}
          <ExportButton {...props} columns={shown} />
        </div>
      </div>
      {chosen.length > 0 && (
        <div className={s.bulk} role="status">
          <strong>{t.ui.table.selected(chosen.length)}</strong>
          {bulk.map((act) => {
            const why = act.whyNot?.(chosenRows) ?? null;
            return (
              <Button
                key={act.label}
                size="small"
                disabled={why !== null}
                title={why ?? ''}
                onClick={() => act.run(chosenRows)}
              >
                {act.label}
              </Button>
            );
          })}
          <Button type="link" size="small" onClick={() => setChosen([])}>
            {t.ui.table.clearSelection}
          </Button>
        </div>
      )}
      {rows === undefined ? (
        <Skeleton lines={10} />
      ) : cards ? (
        <>
          {rows.length === 0 ? (
            props.empty
          ) : (
            <ul className={props.loading ? `${s.cards} ${s.stale}` : s.cards}>
              {rows.map((row) => (
                <li key={props.rowKey(row)}>{cards(row)}</li>
              ))}
            </ul>
          )}
          {props.pager === undefined && rows.length > 0 && (
            <Pagination
              simple
              className={s.cardPages ?? ''}
              current={query.page}
              pageSize={query.size}
              total={props.total ?? rows.length}
              onChange={(page) => change({ page })}
            />
          )}
        </>
      ) : (
        <Table<Row>
          size={SIZE[taste.density]}
          columns={antdColumns}
          dataSource={[...rows]}
          rowKey={props.rowKey}
          sticky={{ offsetHeader: 56 }}
          scroll={{ x: 'max-content' }}
          showSorterTooltip={false}
          className={props.loading ? s.stale : ''}
          locale={{ emptyText: props.empty }}
          onRow={(row) =>
            opens
              ? {
                  className: s.row,
                  onClick: (event) => {
                    // Links, buttons and selected text inside the row keep their own meaning.
                    if (!(event.target as HTMLElement).closest('a,button,input,label') && !getSelection()?.toString())
                      void open(row);
                  },
                }
              : {}
          }
          {...(bulk.length > 0
            ? { rowSelection: { selectedRowKeys: [...chosen], onChange: setChosen, fixed: true } }
            : {})}
          onChange={(page, _filters, sorter, { action }) => {
            if (action === 'paginate') change({ page: page.current ?? 1, size: page.pageSize ?? query.size });
            if (action === 'sort' && !Array.isArray(sorter)) {
              const key = String(sorter.columnKey);
              change({ sort: sorter.order ? { key, order: sorter.order === 'ascend' ? 'asc' : 'desc' } : null });
            }
          }}
          pagination={
            props.pager !== undefined
              ? false
              : {
                  current: query.page,
                  pageSize: query.size,
                  total: props.total ?? rows.length,
                  showSizeChanger: true,
                  pageSizeOptions: [...PAGE_SIZES],
                  showTotal: (total) => t.ui.table.total(count(total)),
                  hideOnSinglePage: false,
                }
          }
        />
      )}
      {rows !== undefined && props.pager}
    </section>
  );
}

/** Searches 300 ms after the last key, or at once on Enter; follows the address when it changes elsewhere. */
function SearchBox({ value, hint, onSearch }: { value: string; hint: string; onSearch: (text: string) => void }) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (text.trim() === value) return;
    const timer = setTimeout(() => onSearch(text), 300);
    return () => clearTimeout(timer);
  }, [text, value, onSearch]);
  return (
    <Input
      className={s.search}
      allowClear
      prefix={<SearchIcon size={16} />}
      placeholder={hint}
      aria-label={hint}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onPressEnter={() => onSearch(text)}
    />
  );
}

/** Which columns, and how close the rows. */
function TableLook<Row>({
  columns,
  taste,
  onTaste,
}: {
  columns: readonly DataColumn<Row>[];
  taste: TableTaste;
  onTaste: (change: Partial<TableTaste>) => void;
}) {
  const t = useT();
  return (
    <>
      <Popover
        trigger="click"
        placement="bottomRight"
        content={<ColumnChoice columns={columns} hidden={taste.hidden} onHide={(hidden) => onTaste({ hidden })} />}
      >
        <Button icon={<ColumnsIcon size={16} />}>{t.ui.table.columns}</Button>
      </Popover>
      <Popover
        trigger="click"
        placement="bottomRight"
        content={
          <Segmented<Density>
            aria-label={t.ui.table.density}
            value={taste.density}
            onChange={(density) => onTaste({ density })}
            options={(['comfortable', 'middle', 'compact'] as const).map((value) => ({
              value,
              label: t.ui.table.densities[value],
            }))}
          />
        }
      >
        <Button icon={<DensityIcon size={16} />} aria-label={t.ui.table.density} title={t.ui.table.density} />
      </Popover>
    </>
  );
}

function ColumnChoice<Row>({
  columns,
  hidden,
  onHide,
}: {
  columns: readonly DataColumn<Row>[];
  hidden: readonly string[];
  onHide: (hidden: readonly string[]) => void;
}) {
  const t = useT();
  return (
    <div className={s.columns}>
      {columns.map((column) => (
        <Checkbox
          key={column.key}
          checked={column.frozen || !hidden.includes(column.key)}
          disabled={column.frozen ?? false}
          title={column.frozen ? t.ui.table.alwaysShown : undefined}
          onChange={(event) =>
            onHide(event.target.checked ? hidden.filter((key) => key !== column.key) : [...hidden, column.key])
          }
        >
          {column.title}
        </Checkbox>
      ))}
    </div>
  );
}

function ExportButton<Row>({
  name,
  columns,
  rows,
  exportAll,
}: Pick<DataTableProps<Row>, 'name' | 'columns' | 'rows' | 'exportAll'>) {
  const t = useT();
  const [working, setWorking] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const exported = columns.filter((column) => column.csv !== undefined);
  const save = async () => {
    setWorking(true);
    setFailure(null);
    try {
      const all = exportAll ? await exportAll() : (rows ?? []);
      downloadCsv(
        name,
        exported.map((column) => column.title),
        all.map((row) => exported.map((column) => column.csv?.(row))),
      );
    } catch (error) {
      setFailure(error);
    } finally {
      setWorking(false);
    }
  };
  if (exported.length === 0) return null;
  return (
    <Dropdown
      open={failure !== null}
      onOpenChange={(shown) => !shown && setFailure(null)}
      placement="bottomRight"
      popupRender={() => <ErrorPanel compact error={failure} onRetry={() => void save()} />}
    >
      <Button icon={<ExportIcon size={16} />} loading={working} onClick={() => void save()}>
        {exportAll ? t.ui.table.export : t.ui.table.exportedPage}
      </Button>
    </Dropdown>
  );
}
