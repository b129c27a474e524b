// Bars of one measure, one below the other, each labelled with its figure; a bar may lead to its own list.
import { useCallback, useMemo } from 'react';
import { count } from '../format.ts';
import { useSharedT } from '../messages/index.tsx';
import { color } from '../theme.ts';
import { ChartCard, type ChartFrame, type ChartTable } from './ChartCard.tsx';
import type { EChartsCoreOption } from './echarts.ts';

export interface Bar {
  readonly key: string;
  readonly label: string;
  readonly value: number;
  /** Stands after the figure: a share, a change. */
  readonly note?: string;
  /** Where the bar's own list stands. */
  readonly to?: string;
}

export interface BarsChartProps {
  readonly title: string;
  readonly unit?: string;
  readonly note?: string;
  /** How a value is written; whole numbers without it. */
  readonly format?: (value: number) => string;
  /** The end of the scale where it is known: 1 for shares. */
  readonly max?: number;
  /** In the order in which they are drawn, from the top. */
  readonly bars: readonly Bar[];
  /** Draws only the first so many; the table has all of them, and the note says so. */
  readonly most?: number;
  /** Heads and rows of the table behind; the rows in the bars' order. */
  readonly table: Omit<ChartTable, 'links'>;
}

const ROW = 30;

export function barsOption(
  { bars, format = count, max }: Pick<BarsChartProps, 'bars' | 'format' | 'max'>,
  { width, scale }: ChartFrame,
): EChartsCoreOption {
  const links = bars.some((bar) => bar.to !== undefined);
  return {
    grid: { left: 8, right: 96 * scale, top: 4, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: { type: 'value', min: 0, max: max ?? Math.max(1, ...bars.map((bar) => bar.value)), show: false },
    yAxis: {
      type: 'category',
      inverse: true,
      triggerEvent: links,
      data: bars.map((bar) => bar.label),
      axisLine: { show: true, lineStyle: { color: color.ruled } },
      axisTick: { show: false },
      axisLabel: {
        color: color.ink,
        fontSize: 13 * scale,
        interval: 0,
        // Long names break before they would squeeze the bars.
        width: Math.min(Math.max(...bars.map((bar) => textWidth(bar.label))) * scale, width * 0.42),
        overflow: 'break',
        lineHeight: 15 * scale,
      },
    },
    series: [
      {
        type: 'bar',
        barWidth: '58%',
        cursor: links ? 'pointer' : 'default',
        itemStyle: { color: color.tea, borderRadius: [0, 3, 3, 0] },
        label: {
          show: true,
          position: 'right',
          color: color.ink,
          fontSize: 13 * scale,
          formatter: ({ dataIndex }: { dataIndex: number }) => barText(bars[dataIndex]!, format),
        },
        data: bars.map((bar) => bar.value),
      },
    ],
  };
}

/** About how wide a label is at 13 px: a Chinese character is a square, a Latin one about half. */
function textWidth(text: string): number {
  return [...text].reduce((width, sign) => width + (sign > '\u2e80' ? 13.5 : 7.5), 4);
}

function barText(bar: Bar, format: (value: number) => string): string {
  return bar.note ? `${format(bar.value)} · ${bar.note}` : format(bar.value);
}

export function BarsChart({ title, unit, note, bars: all, most, table, format = count, max }: BarsChartProps) {
  const t = useSharedT();
  const bars = useMemo(() => (most === undefined ? all : all.slice(0, most)), [all, most]);
  const rest = all.length - bars.length;
  const option = useCallback(
    (frame: ChartFrame) => barsOption({ bars, format, ...(max === undefined ? {} : { max }) }, frame),
    [bars, format, max],
  );
  return (
    <ChartCard
      title={title}
      unit={unit}
      note={rest > 0 ? t.charts.rest(rest) : note}
      summary={`${title}：${bars.map((bar) => `${bar.label} ${barText(bar, format)}`).join('，')}`}
      option={option}
      height={({ scale }) => bars.length * ROW * scale + 8}
      table={{ ...table, links: all.map((bar) => bar.to) }}
    />
  );
}
