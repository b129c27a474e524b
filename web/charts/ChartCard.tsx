// The frame of every chart: title, key, the drawing, and behind it the table; PNG and CSV out. The drawing is one
// labelled picture for screen readers, the table holds the figures.
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { type Cell, download, downloadCsv } from '../csv.ts';
import { useSharedT } from '../messages/index.tsx';
import { useSettings } from '../settings.ts';
import { color, titleFamily } from '../theme.ts';
import s from './ChartCard.module.css';
import { type EChartsCoreOption, type EChartsType, init } from './echarts.ts';

export interface ChartTable {
  readonly heads: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** Columns from this one on are figures, right-aligned. */
  readonly numericFrom?: number;
  /** Where each row's own list stands: its first cell is a link there, and so is its mark in the picture. */
  readonly links?: readonly (string | undefined)[];
}

export interface ChartFrame {
  /** CSS px of the drawing. */
  readonly width: number;
  /** 1, or 1.25 under the large-type switch: multiplies every size given in px. */
  readonly scale: number;
}

export interface ChartCardProps {
  readonly title: string;
  /** Stands beside the title, once: 户, 万元. */
  readonly unit?: string | undefined;
  readonly note?: ReactNode;
  /** One sentence that says what the picture shows, for screen readers. */
  readonly summary: string;
  readonly keys?: readonly ChartKey[];
  readonly option: (frame: ChartFrame) => EChartsCoreOption;
  readonly height: (frame: ChartFrame) => number;
  readonly table: ChartTable;
}

export interface ChartKey {
  readonly label: string;
  readonly color: string;
  readonly shape: 'bar' | 'hatched' | 'line' | 'dot' | 'diamond';
}

export function ChartCard(props: ChartCardProps) {
  const t = useSharedT();
  const [asTable, setAsTable] = useState(false);
  const chart = useRef<EChartsType | null>(null);
  return (
    <figure className={s.card}>
      <figcaption className={s.head}>
        <h3>
          {props.title}
          {props.unit && <small className={s.unit}>{props.unit}</small>}
        </h3>
        <span className={`${s.tools} no-print`}>
          <button type="button" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
            {asTable ? t.charts.chart : t.charts.table}
          </button>
          {!asTable && (
            <button type="button" onClick={() => chart.current && void savePicture(chart.current, props.title)}>
              {t.charts.png}
            </button>
          )}
          <button type="button" onClick={() => downloadCsv(props.title, props.table.heads, props.table.rows)}>
            {t.charts.csv}
          </button>
        </span>
      </figcaption>
      {props.keys && !asTable && <Keys keys={props.keys} />}
      {asTable ? (
        <FigureTable title={props.title} table={props.table} />
      ) : (
        <Drawing
          {...props}
          onChart={(made) => {
            chart.current = made;
          }}
        />
      )}
      {props.note && <p className={s.note}>{props.note}</p>}
    </figure>
  );
}

function Keys({ keys }: { keys: readonly ChartKey[] }) {
  return (
    <ul className={s.keys}>
      {keys.map((key) => (
        <li key={key.label}>
          <span className={`${s.swatch} ${s[key.shape]}`} style={{ color: key.color }} aria-hidden="true" />
          {key.label}
        </li>
      ))}
    </ul>
  );
}

function Drawing({
  option,
  height,
  summary,
  table,
  onChart,
}: ChartCardProps & { onChart: (chart: EChartsType | null) => void }) {
  const { largeType } = useSettings();
  const navigate = useNavigate();
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | null>(null);
  const report = useRef(onChart);
  report.current = onChart;
  const pick = useRef<(mark: Mark) => void>(() => {});
  pick.current = (mark) => {
    const row = mark.componentType === 'yAxis' ? table.rows.findIndex((one) => one[0] === mark.value) : mark.dataIndex;
    const to = row === undefined ? undefined : table.links?.[row];
    if (to !== undefined) void navigate(to);
  };
  const [width, setWidth] = useState(0);
  const frame = useMemo((): ChartFrame => ({ width, scale: largeType ? 1.25 : 1 }), [width, largeType]);

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const watch = new ResizeObserver(([entry]) => entry && setWidth(Math.round(entry.contentRect.width)));
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  const drawn = width > 0;
  useEffect(() => {
    if (!drawn || !box.current) return;
    const made = init(box.current, largeType ? 'xingnong-large' : 'xingnong', {
      devicePixelRatio: Math.max(2, window.devicePixelRatio),
    });
    made.on('click', (mark) => pick.current(mark as Mark));
    chart.current = made;
    report.current(made);
    return () => {
      made.dispose();
      chart.current = null;
      report.current(null);
    };
  }, [drawn, largeType]);
  useEffect(() => {
    if (!chart.current) return;
    chart.current.resize();
    chart.current.setOption({ animation: false, ...option(frame) }, { notMerge: true });
  }, [option, frame]);
  return (
    <div
      ref={box}
      className={s.drawing}
      role="img"
      aria-label={summary}
      style={{ height: drawn ? height(frame) : 240 }}
    />
  );
}

/** What ECharts tells of a click: a bar or the label of its axis. */
interface Mark {
  readonly componentType?: string;
  readonly dataIndex?: number;
  readonly value?: unknown;
}

/** The figures behind the picture. */
export function FigureTable({ title, table }: { title: string; table: ChartTable }) {
  const numericFrom = table.numericFrom ?? 1;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table must be scrollable by keyboard
    <section className={s.scroll} aria-label={title} tabIndex={0}>
      <table className={s.table}>
        <thead>
          <tr>
            {table.heads.map((head, column) => (
              <th key={head} scope="col" className={column >= numericFrom ? 'number' : undefined}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, index) => (
            <tr key={row.slice(0, Math.max(1, numericFrom)).join('|')}>
              {row.map((value, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns keep their places
                <td key={column} className={column >= numericFrom ? 'number' : undefined}>
                  <Linked to={column === 0 ? table.links?.[index] : undefined}>{value?.toString() ?? ''}</Linked>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Linked({ to, children }: { to: string | undefined; children: string }) {
  return to === undefined ? children : <Link to={to}>{children}</Link>;
}

/** The drawing as PNG at twice its size on white, with its title above. */
async function savePicture(chart: EChartsType, title: string): Promise<void> {
  const picture = new Image();
  picture.src = chart.getDataURL({ type: 'png', pixelRatio: 2, backgroundColor: color.surface });
  await picture.decode();
  const margin = 72;
  const canvas = document.createElement('canvas');
  canvas.width = picture.width;
  canvas.height = picture.height + margin;
  const pen = canvas.getContext('2d');
  if (!pen) return;
  pen.fillStyle = color.surface;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = color.ink;
  pen.font = `700 32px ${titleFamily}`;
  pen.fillText(title, 24, 46);
  pen.drawImage(picture, 0, margin);
  canvas.toBlob((blob) => blob && download(`${title}.png`, blob), 'image/png');
}
