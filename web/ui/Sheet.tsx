// A small plain table on a sheet: a few lines that need no filters and no pages. Wide ones scroll inside their frame.
import type { ReactNode } from 'react';
import s from './Sheet.module.css';

export interface SheetColumn<Row> {
  readonly key: string;
  readonly title: ReactNode;
  readonly render: (row: Row) => ReactNode;
  /** Right-aligned, tabular figures. */
  readonly figure?: boolean;
  /** Never broken over two lines. */
  readonly whole?: boolean;
}

export interface SheetProps<Row> {
  /** Names the table to a screen reader. */
  readonly label: string;
  /** The first column heads the rows. */
  readonly columns: readonly SheetColumn<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
}

export function Sheet<Row>({ label, columns, rows, rowKey }: SheetProps<Row>) {
  const look = (column: SheetColumn<Row>) => (column.figure ? s.figure : column.whole ? s.whole : '') ?? '';
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table must be scrollable by keyboard
    <section className={s.scroll} tabIndex={0} aria-label={label}>
      <table className={s.sheet}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={look(column)}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map((column, index) =>
                index === 0 ? (
                  <th key={column.key} scope="row" className={look(column)}>
                    {column.render(row)}
                  </th>
                ) : (
                  <td key={column.key} className={look(column)}>
                    {column.render(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
