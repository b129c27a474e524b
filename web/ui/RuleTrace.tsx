// A decision table as it was applied to one household: fired rows lit, and in them the cell that decided.
import { useT } from '../messages/index.tsx';
import s from './RuleTrace.module.css';

export interface RuleColumn {
  readonly id: string;
  readonly label: string;
  /** The household's own value, inputs only. */
  readonly fact?: string;
}

export interface RuleRow {
  readonly id: string;
  /** Its place in the whole table, from 1, where only some rows are shown. */
  readonly number?: number;
  /** Text of each cell by column id; an empty or absent cell holds for any value. */
  readonly cells: Readonly<Record<string, string>>;
  /** Document and article that the row rests on. */
  readonly clause?: string | null;
}

export interface FiredRow {
  readonly rowId: string;
  /** Input columns whose cell decided; the others merely held. */
  readonly decidingColumns: readonly string[];
}

export interface RuleTraceProps {
  readonly name: string;
  readonly version: string;
  /** `2026-01-01` */
  readonly inForceFrom: string;
  readonly inputs: readonly RuleColumn[];
  readonly outputs: readonly RuleColumn[];
  readonly rows: readonly RuleRow[];
  readonly fired: readonly FiredRow[];
}

/** Short cells stay on one line, so that a column reads at a glance; long conditions and reasons break. */
const SHORT = 18;
function wrapping(text: string | undefined): string | undefined {
  return text !== undefined && text.length > SHORT ? s.long : undefined;
}

export function RuleTrace(props: RuleTraceProps) {
  const t = useT();
  const words = t.ui.why;
  const fired = new Map(props.fired.map((row) => [row.rowId, new Set(row.decidingColumns)]));
  return (
    <figure className={s.trace}>
      <figcaption className={s.caption}>
        <strong>{props.name}</strong>
        <span>{words.version(props.version, props.inForceFrom)}</span>
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table must be scrollable by keyboard */}
      <section className={s.scroll} tabIndex={0} aria-label={props.name}>
        <table className={s.table}>
          <thead>
            <tr>
              <th scope="col" className={s.rowNumber}>
                {words.row}
              </th>
              {props.inputs.map((column) => (
                <th scope="col" key={column.id}>
                  {column.label}
                </th>
              ))}
              {props.outputs.map((column) => (
                <th scope="col" key={column.id} className={s.output}>
                  {column.label}
                </th>
              ))}
              <th scope="col">{words.clause}</th>
            </tr>
            <tr className={s.facts}>
              <th scope="row">{words.facts}</th>
              {props.inputs.map((column) => (
                <td key={column.id} className={wrapping(column.fact)}>
                  {column.fact ?? ''}
                </td>
              ))}
              <td colSpan={props.outputs.length + 1} className={s.output} />
            </tr>
          </thead>
          <tbody>
            {props.rows.map((row, index) => {
              const deciding = fired.get(row.id);
              return (
                <tr key={row.id} className={deciding ? s.fired : s.unlit}>
                  <th scope="row" className={s.rowNumber}>
                    {row.number ?? index + 1}
                    {deciding && <span className={s.flag}>{words.fired}</span>}
                  </th>
                  {props.inputs.map((column) => {
                    const decided = deciding?.has(column.id) ?? false;
                    return (
                      <td key={column.id} className={decided ? s.decided : wrapping(row.cells[column.id])}>
                        {row.cells[column.id] || <span className={s.any}>{words.anyValue}</span>}
                        {decided && <span className="sr-only">{words.decided}</span>}
                      </td>
                    );
                  })}
                  {props.outputs.map((column) => (
                    <td key={column.id} className={`${s.output} ${wrapping(row.cells[column.id]) ?? ''}`}>
                      {row.cells[column.id] ?? ''}
                    </td>
                  ))}
                  <td className={s.clause}>{row.clause ?? ''}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
    </figure>
  );
}
