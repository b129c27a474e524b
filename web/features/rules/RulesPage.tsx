// 规则: the decision tables with what each decides, the version in force and the draft.
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { moment } from '../../format.ts';
import { useLanguage, useT } from '../../messages/index.tsx';
import { tabsOf } from '../../officials/sections.ts';
import { paths } from '../../paths.ts';
import { useMay, useSession } from '../../session.tsx';
import { Columns } from '../../ui/Layout.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Loaded } from '../../ui/states.tsx';
import { type TableSummary, tablesQuery } from './queries.ts';
import s from './rules.module.css';

export function Component() {
  const t = useT();
  const me = useSession();
  const query = useQuery(tablesQuery);
  return (
    <>
      <PageHeader title={t.rules.title} lead={t.rules.lead} tabs={tabsOf('settings', me.role, t)} />
      <Loaded query={query} lines={10}>
        {(tables) => (
          <Columns least={352}>
            {tables.map((table) => (
              <Card key={table.name} table={table} />
            ))}
          </Columns>
        )}
      </Loaded>
    </>
  );
}

function Card({ table }: { table: TableSummary }) {
  const t = useT();
  const words = t.rules;
  const language = useLanguage();
  const mayEdit = useMay('rules.edit');
  const { inForce, draft } = table;
  return (
    <article className={s.card}>
      <p className={s.cardSubject}>
        {words.about_}：{words.subjects[table.subject] ?? table.subject}
      </p>
      <h2>
        <Link to={paths.rule(table.name)}>{table[language]}</Link>
      </h2>
      <p>{words.about[table.name] ?? ''}</p>
      <p className={s.quiet}>
        {inForce ? words.inForce(inForce.version, inForce.validFrom ?? '') : words.none} ·{' '}
        {words.versions(table.versions.length)}
      </p>
      {draft && <p className={s.draft}>{words.draftBy(draft.savedBy, moment(draft.savedAt))}</p>}
      <p className={s.cardLinks}>
        <Link to={paths.rule(table.name)}>{words.read}</Link>
        {mayEdit && <Link to={paths.ruleEdit(table.name)}>{draft ? words.goOn : words.edit}</Link>}
      </p>
    </article>
  );
}
