// CSV as Chinese offices open it: UTF-8 with a byte-order mark, CRLF, and no cell that a spreadsheet would run.

export type Cell = string | number | bigint | null | undefined;

function cell(value: Cell): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'string') return value.toString();
  // A leading = + - @ or tab makes Excel evaluate the cell; an apostrophe keeps it text.
  const safe = /^[=+\-@\t\r]/.test(value) && !/^-?[\d,.]+%?$/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Heads and rows as one CSV text. */
export function csvText(heads: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return `\uFEFF${[heads, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

/** Hands a file to the browser's download. */
export function download(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

export function downloadCsv(name: string, heads: readonly string[], rows: readonly (readonly Cell[])[]): void {
  download(`${name}.csv`, new Blob([csvText(heads, rows)], { type: 'text/csv;charset=utf-8' }));
}
