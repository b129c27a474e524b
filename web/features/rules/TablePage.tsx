// One decision table to read: the rules of a version one by one or as a table, its versions, and two versions compared.
import { useQuery } from '@tanstack/react-query';
import { Button, Segmented, Select } from 'antd';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { moment } from '../../format.ts';
import { useLanguage, useT } from '../../messages/index.tsx';
import { NotFound } from '../../officials/ErrorPage.tsx';
import { paths } from '../../paths.ts';
import { useMay, useSession } from '../../session.tsx';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Empty, Loaded } from '../../ui/states.tsx';
import { Comparison } from './Comparison.tsx';
import {
  stateOf,
  type TableDetail,
  type TableName,
  type TableSummary,
  tableNamed,
  tableQuery,
  tablesQuery,
  type Version,
} from './queries.ts';
import { RuleList } from './RuleList.tsx';
import { RuleMatrix } from './RuleMatrix.tsx';
import s from './rules.module.css';
import { readTable } from './table.ts';
import { useTableWords } from './useWords.ts';

export function Component() {
  const name = tableNamed(useParams().name);
  return name === null ? <NotFound /> : <TablePage key={name} name={name} />;
}

function TablePage({ name }: { name: TableName }) {
  const t = useT();
  const words = t.rules;
  const language = useLanguage();
  const me = useSession();
  const may = useMay('rules.edit');
  const navigate = useNavigate();
  const query = useQuery(tablesQuery);
  const summary = query.data?.find((table) => table.name === name);
  const title = summary?.[language] ?? words.title;
  const whyNot = !may ? words.whyNot.role : me.region !== me.county ? words.whyNot.region : null;
  return (
    <>
      <PageHeader
        title={title}
        lead={words.about[name]}
        more={<Button onClick={() => navigate(paths.rules())}>{t.act.back}</Button>}
        action={
          <ActionButton type="primary" whyNot={whyNot} onClick={() => navigate(paths.ruleEdit(name))}>
            {summary?.draft ? words.goOn : words.edit}
          </ActionButton>
        }
      />
      <Loaded query={query} lines={10}>
        {(tables) => {
          const table = tables.find((one) => one.name === name);
          return table ? <Versions summary={table} name={name} /> : <Empty title={words.none} />;
        }}
      </Loaded>
    </>
  );
}

function Versions({ summary, name }: { summary: TableSummary; name: TableName }) {
  const t = useT();
  const words = t.rules;
  const me = useSession();
  const [params, setParams] = useSearchParams();
  const numbered = (text: string | null) => summary.versions.find(({ version }) => String(version) === text);
  const chosen = numbered(params.get('version')) ?? summary.inForce ?? summary.versions[0];
  const other = numbered(params.get('compare'));
  const view = params.get('view') === 'table' ? 'table' : 'list';
  const change = (key: string, value: string | undefined) =>
    setParams((now) => {
      const next = new URLSearchParams(now);
      if (value === undefined) next.delete(key);
      else next.set(key, value);
      return next;
    });
  const nameOf = (version: Version) =>
    [
      words.versionName(version.version),
      words.states[stateOf(version, summary.inForce, me.businessDate)],
      version.validFrom && words.from(version.validFrom),
      version.region === '' ? words.everywhere : words.own,
    ]
      .filter(Boolean)
      .join(' · ');
  if (chosen === undefined) return <Empty title={words.none} />;
  return (
    <>
      <div className={`${s.tools} no-print`}>
        <Select
          aria-label={words.version}
          popupMatchSelectWidth={false}
          value={String(chosen.version)}
          options={summary.versions.map((version) => ({ value: String(version.version), label: nameOf(version) }))}
          onChange={(value: string) => change('version', value)}
        />
        <Select
          aria-label={words.compareWith}
          placeholder={words.compareWith}
          popupMatchSelectWidth={false}
          allowClear
          disabled={summary.versions.length < 2}
          value={other ? String(other.version) : null}
          options={summary.versions
            .filter(({ version }) => version !== chosen.version)
            .map((version) => ({ value: String(version.version), label: nameOf(version) }))}
          onChange={(value: string | null | undefined) => change('compare', value ?? undefined)}
          className={s.compare ?? ''}
        />
        <span className={s.gap} />
        {!other && (
          <Segmented<'list' | 'table'>
            aria-label={words.viewLabel}
            value={view}
            options={[
              { value: 'list', label: words.views.list },
              { value: 'table', label: words.views.table },
            ]}
            onChange={(value) => change('view', value === 'list' ? undefined : value)}
          />
        )}
      </div>
      <VersionNote version={chosen} />
      {other ? (
        <Compared name={name} chosen={chosen} other={other} />
      ) : (
        <Shown name={name} version={chosen} view={view} />
      )}
    </>
  );
}

function VersionNote({ version }: { version: Version }) {
  const t = useT();
  const words = t.rules;
  const by =
    version.region === ''
      ? words.shipped
      : version.state === 'draft'
        ? words.savedBy(version.savedBy, moment(version.savedAt))
        : words.publishedBy(version.publishedBy ?? '', moment(version.publishedAt));
  return (
    <p className={s.versionNote}>
      <strong>{words.versionName(version.version)}</strong> · {by}
      {version.region !== '' && ` · ${version.note || words.noNote}`}
    </p>
  );
}

function Shown({ name, version, view }: { name: TableName; version: Version; view: 'list' | 'table' }) {
  const query = useQuery(tableQuery(name, version.version));
  return (
    <Loaded query={query} lines={12}>
      {(detail) => <Rules detail={detail} view={view} />}
    </Loaded>
  );
}

function Rules({ detail, view }: { detail: TableDetail; view: 'list' | 'table' }) {
  const t = useT();
  const words = useTableWords(detail);
  const table = readTable(detail.content);
  const props = { table, words, problems: detail.problems };
  return (
    <>
      <p className={s.quiet}>
        {t.rules.rows(table.rows.length)} · {t.rules.hit[table.hitPolicy]}
      </p>
      {view === 'list' ? <RuleList {...props} /> : <RuleMatrix {...props} />}
    </>
  );
}

function Compared({ name, chosen, other }: { name: TableName; chosen: Version; other: Version }) {
  const [older, newer] = chosen.version < other.version ? [chosen, other] : [other, chosen];
  const before = useQuery(tableQuery(name, older.version));
  const after = useQuery(tableQuery(name, newer.version));
  return (
    <Loaded query={before} lines={8}>
      {(first) => (
        <Loaded query={after} lines={8}>
          {(second) => <ComparedDetails before={first} after={second} />}
        </Loaded>
      )}
    </Loaded>
  );
}

function ComparedDetails({ before, after }: { before: TableDetail; after: TableDetail }) {
  const words = useTableWords(after);
  return (
    <Comparison
      before={{ table: readTable(before.content), version: before.version }}
      after={{ table: readTable(after.content), version: after.version }}
      words={words}
    />
  );
}
