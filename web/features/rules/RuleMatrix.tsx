// The decision table as a table: rules numbered at the left, conditions, then results; the head and numbers stay put.
import { useLanguage, useT } from '../../messages/index.tsx';
import { CellText } from './CellText.tsx';
import type { RuleListProps } from './RuleList.tsx';
import s from './rules.module.css';

/** Outputs that hold sentences. */
const LONG: readonly string[] = ['reason', 'reasonEn', 'clause'];

export function RuleMatrix({ table, words, problems }: RuleListProps) {
  const t = useT();
  const language = useLanguage();
  const other = language === 'zh' ? 'reasonEn' : 'reason';
  const outputs = table.outputs.filter((column) => column.field !== other);
  const isFaulty = (row: number, column: string) =>
    problems.some((problem) => problem.row === row && problem.column === column);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table must be scrollable by keyboard
    <section className={s.scroll} tabIndex={0} aria-label={t.rules.views.table}>
      <table className={s.matrix}>
        <thead>
          <tr>
            <td className={s.corner} />
            <th scope="colgroup" colSpan={table.inputs.length}>
              {t.rules.conditions}
            </th>
            <th scope="colgroup" colSpan={outputs.length + 1} className={s.output}>
              {t.rules.results}
            </th>
          </tr>
          <tr>
            <th scope="col" className={s.corner}>
              {t.rules.rowHead}
            </th>
            {table.inputs.map((column) => (
              <th scope="col" key={column.id}>
                {words.column(column, false)}
              </th>
            ))}
            {outputs.map((column, index) => (
              <th scope="col" key={column.id} className={index === 0 ? s.output : undefined}>
                {words.column(column, true)}
              </th>
            ))}
            <th scope="col">{t.rules.description}</th>
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, index) => (
            <tr key={row.id}>
              <th scope="row" className={s.corner}>
                {index + 1}
              </th>
              {table.inputs.map((column) => (
                <td
                  key={column.id}
                  className={[column.field === null && s.long, isFaulty(index + 1, column.name) && s.faulty]
                    .filter(Boolean)
                    .join(' ')}
                >
                  {row.cells[column.id] === '' ? (
                    <span className={s.any}>
                      <span aria-hidden="true">·</span>
                      <span className="sr-only">{t.rules.any}</span>
                    </span>
                  ) : (
                    <CellText text={row.cells[column.id] ?? ''} column={column} output={false} words={words} />
                  )}
                </td>
              ))}
              {outputs.map((column, at) => (
                <td
                  key={column.id}
                  className={[
                    at === 0 && s.output,
                    LONG.includes(column.field ?? '') && s.long,
                    isFaulty(index + 1, column.name) && s.faulty,
                  ]
                    .filter(Boolean)
                    .join(' ')}
                >
                  <CellText text={row.cells[column.id] ?? ''} column={column} output words={words} />
                </td>
              ))}
              <td className={s.remark}>{words.remark(row.description)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
