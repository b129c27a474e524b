// What changed between two versions, rule by rule: the cell before beside the cell after, told by word and mark.
import { useT } from '../../messages/index.tsx';
import { CellText } from './CellText.tsx';
import { type ColumnChange, type Comparison as Compared, compareTables, isSame, type RowChange } from './compare.ts';
import s from './rules.module.css';
import type { Column, Table } from './table.ts';
import type { TableWords } from './useWords.ts';

export interface ComparisonProps {
  readonly before: { readonly table: Table; readonly version: number };
  readonly after: { readonly table: Table; readonly version: number };
  readonly words: TableWords;
}

export function Comparison({ before, after, words }: ComparisonProps) {
  const t = useT();
  const lines = t.rules.comparison;
  const compared = compareTables(before.table, after.table);
  return (
    <section aria-label={lines.title(before.version, after.version)}>
      <h2>{lines.title(before.version, after.version)}</h2>
      {isSame(compared) ? (
        <p>{lines.same}</p>
      ) : (
        <>
          <Summary compared={compared} />
          <ul className={s.changes}>
            {compared.hitPolicyChanged && (
              <li className={s.change}>
                <p>{lines.hitPolicy}</p>
                <Pair before={t.rules.hit[before.table.hitPolicy]} after={t.rules.hit[after.table.hitPolicy]} />
              </li>
            )}
            {compared.columns.map((change) => (
              <li key={change.kind === 'changed' ? change.after.id : change.column.id} className={s.change}>
                <ColumnLine change={change} />
              </li>
            ))}
            {compared.rows.map((change) => (
              <RowLine key={`${change.kind} ${change.row.id}`} change={change} after={after.table} words={words} />
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Summary({ compared }: { compared: Compared }) {
  const lines = useT().rules.comparison;
  const count = (kind: RowChange['kind']) => compared.rows.filter((change) => change.kind === kind).length;
  const moved = compared.rows.filter((change) => change.kind === 'changed' && change.movedFrom !== null).length;
  const summary = lines.summary(count('changed'), count('added'), count('removed'), moved);
  return (
    <p className={s.quiet}>
      {summary}
      {summary && '。'}
      {lines.unchanged(compared.unchanged)}
    </p>
  );
}

function ColumnLine({ change }: { change: ColumnChange }) {
  const lines = useT().rules.comparison;
  if (change.kind === 'changed') return lines.columnChanged(change.before.name, change.after.name);
  return change.kind === 'added' ? lines.columnAdded(change.column.name) : lines.columnRemoved(change.column.name);
}

function RowLine({ change, after, words }: { change: RowChange; after: Table; words: TableWords }) {
  const t = useT();
  const lines = t.rules.comparison;
  return (
    <li className={`${s.change} ${s[change.kind]}`}>
      <p className={s.changeHead}>
        <span className={s.kind}>{lines[change.kind]}</span> {t.rules.row(change.at)}
        {change.kind === 'changed' && change.movedFrom !== null && (
          <span className={s.quiet}> · {lines.moved(change.movedFrom, change.at)}</span>
        )}
      </p>
      {change.kind === 'changed' ? (
        <>
          {change.cells.map((cell) => (
            <Pair
              key={cell.column.id}
              label={words.column(cell.column, cell.output)}
              before={<CellText text={cell.before} column={cell.column} output={cell.output} words={words} />}
              after={<CellText text={cell.after} column={cell.column} output={cell.output} words={words} />}
              emptyBefore={cell.before === ''}
              emptyAfter={cell.after === ''}
            />
          ))}
          {change.description && (
            <Pair
              label={t.rules.description}
              before={change.description.before}
              after={change.description.after}
              emptyBefore={change.description.before === ''}
              emptyAfter={change.description.after === ''}
            />
          )}
        </>
      ) : (
        <p>
          {[
            ...after.inputs.map((column): [Column, boolean] => [column, false]),
            ...after.outputs.map((column): [Column, boolean] => [column, true]),
          ]
            .filter(([column]) => change.row.cells[column.id])
            .map(([column, output]) => (
              <span key={column.id} className={s.inlineCell}>
                <span className={s.fact}>{words.column(column, output)}</span>{' '}
                <CellText text={change.row.cells[column.id] ?? ''} column={column} output={output} words={words} />
              </span>
            ))}
        </p>
      )}
    </li>
  );
}

function Pair(props: {
  label?: string;
  before: React.ReactNode;
  after: React.ReactNode;
  emptyBefore?: boolean;
  emptyAfter?: boolean;
}) {
  const lines = useT().rules.comparison;
  return (
    <div className={s.pair}>
      {props.label && <span className={s.fact}>{props.label}</span>}
      <del>
        <span className="sr-only">{lines.before}：</span>
        {props.emptyBefore ? lines.empty : props.before}
      </del>
      <span aria-hidden="true">→</span>
      <ins>
        <span className="sr-only">{lines.after}：</span>
        {props.emptyAfter ? lines.empty : props.after}
      </ins>
    </div>
  );
}
