// The rules one by one: what must hold, what follows, and the remark. Conditions that ask nothing are left out.
import { Tag } from 'antd';
import { useLanguage, useT } from '../../messages/index.tsx';
import { CellText } from './CellText.tsx';
import type { Problem } from './queries.ts';
import s from './rules.module.css';
import type { Column, Row, Table } from './table.ts';
import type { TableWords } from './useWords.ts';

export interface RuleListProps {
  readonly table: Table;
  readonly words: TableWords;
  readonly problems: readonly Problem[];
}

export function RuleList({ table, words, problems }: RuleListProps) {
  return (
    <ol className={s.list}>
      {table.rows.map((row, index) => (
        <RuleItem
          key={row.id}
          row={row}
          number={index + 1}
          table={table}
          words={words}
          problems={problems.filter((problem) => problem.row === index + 1).length}
        />
      ))}
    </ol>
  );
}

function RuleItem(props: { row: Row; number: number; table: Table; words: TableWords; problems: number }) {
  const { row, number, table, words } = props;
  const t = useT();
  const language = useLanguage();
  const asked = table.inputs.filter((column) => row.cells[column.id] !== '');
  const output = (field: string) => table.outputs.find((column) => column.field === field);
  const reason = output(language === 'zh' ? 'reason' : 'reasonEn');
  const clause = output('clause');
  const aside = ['reason', 'reasonEn', 'clause'];
  const results = table.outputs.filter((column) => !aside.includes(column.field ?? '') && row.cells[column.id] !== '');
  const cell = (column: Column, isOutput: boolean) => (
    <CellText text={row.cells[column.id] ?? ''} column={column} output={isOutput} words={words} />
  );
  return (
    <li className={s.rule} id={`rule-${number}`}>
      <span className={s.number} aria-hidden="true">
        {number}
      </span>
      <div className={s.ruleBody}>
        <div className={s.halves}>
          <div>
            <span className="sr-only">{t.rules.row(number)}</span>
            {asked.length === 0 ? (
              <p className={s.always}>{table.hitPolicy === 'first' ? t.rules.anyRow : t.rules.always}</p>
            ) : (
              <ul className={s.conditions} aria-label={t.rules.conditions}>
                {asked.map((column) => (
                  <li key={column.id}>
                    {column.field !== null && <span className={s.fact}>{words.column(column, false)}</span>}
                    <strong>{cell(column, false)}</strong>
                  </li>
                ))}
              </ul>
            )}
          </div>
          <div className={s.results}>
            <dl>
              {results.map((column) => (
                <div key={column.id}>
                  <dt>{words.column(column, true)}</dt>
                  <dd>{cell(column, true)}</dd>
                </div>
              ))}
            </dl>
          </div>
        </div>
        {reason && row.cells[reason.id] && <p className={s.reason}>{cell(reason, true)}</p>}
        <p className={s.notes}>
          {clause && row.cells[clause.id] && (
            <span>
              {t.rules.clause}：{cell(clause, true)}
            </span>
          )}
          {row.description && <span>{words.remark(row.description)}</span>}
          {props.problems > 0 && <Tag color="error">{t.rules.problems(props.problems)}</Tag>}
        </p>
      </div>
    </li>
  );
}
