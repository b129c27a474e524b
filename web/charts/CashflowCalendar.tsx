// The monthly cash-flow calendar of a plan: money in above zero, money out below it (hatched), the balance as a
// line, and the lowest month marked. Amounts are fen; the axis is in yuan.
import { useCallback } from 'react';
import { type FenIn, wholeYuan, yuan, yuanForChart } from '../format.ts';
import { type Shared, useSharedT } from '../messages/index.tsx';
import { color } from '../theme.ts';
import { ChartCard, type ChartFrame } from './ChartCard.tsx';
import type { EChartsCoreOption } from './echarts.ts';

export interface CashMonth {
  /** `2026-03` */
  readonly month: string;
  readonly inFen: FenIn;
  /** What goes out, as a positive amount. */
  readonly outFen: FenIn;
  /** At the end of the month. */
  readonly balanceFen: FenIn;
}

export interface CashflowCalendarProps {
  readonly title: string;
  /** 12 to 24 months in order. */
  readonly months: readonly CashMonth[];
  /** Said below: the stress assumed, for example. */
  readonly note?: string;
}

/** The first month with the smallest balance; −1 for no months. */
export function lowestMonth(months: readonly CashMonth[]): number {
  return months.reduce((lowest, month, index) => {
    const best = months[lowest];
    return best === undefined || BigInt(month.balanceFen) < BigInt(best.balanceFen) ? index : lowest;
  }, -1);
}

/** `2026-03` → 3月, and January with its year above. */
function monthLabel(month: string, words: Shared['charts'], index: number): string {
  const number = Number(month.slice(5, 7));
  return number === 1 || index === 0 ? `${words.monthName(number)}\n${month.slice(0, 4)}` : words.monthName(number);
}

export function cashflowOption(
  months: readonly CashMonth[],
  words: Shared['charts'],
  { scale, width }: ChartFrame,
): EChartsCoreOption {
  const lowest = lowestMonth(months);
  const low = months[lowest];
  const narrow = width < 560 * scale;
  const labels = months.map((month, index) => monthLabel(month.month, words, index));
  return {
    grid: { left: 8, right: 20, top: 28 * scale, bottom: 8, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    tooltip: {
      trigger: 'axis',
      formatter: (hovered: { dataIndex: number }[]) => {
        const month = months[hovered[0]?.dataIndex ?? 0];
        if (!month) return '';
        const line = (label: string, value: FenIn) =>
          `<tr><td>${label}</td><td style="text-align:right;padding-left:16px">${yuan(value)}</td></tr>`;
        return `<strong>${month.month}</strong><table>${line(words.inflow, month.inFen)}${line(words.outflow, -BigInt(month.outFen))}${line(words.balance, month.balanceFen)}</table>`;
      },
    },
    xAxis: {
      type: 'category',
      data: labels,
      axisLine: { onZero: false, show: false },
      axisLabel: { interval: narrow ? 2 : 0, lineHeight: 16 * scale, fontSize: 12 * scale, color: color.quiet },
    },
    yAxis: { type: 'value', axisLabel: { formatter: (value: number) => wholeYuan(BigInt(Math.round(value)) * 100n) } },
    series: [
      {
        type: 'bar',
        name: words.inflow,
        stack: 'flow',
        barMaxWidth: 22,
        itemStyle: { color: color.tea, borderRadius: [2, 2, 0, 0] },
        data: months.map((month) => yuanForChart(month.inFen)),
      },
      {
        type: 'bar',
        name: words.outflow,
        stack: 'flow',
        barMaxWidth: 22,
        itemStyle: {
          color: '#E8C988',
          borderColor: color.persimmon,
          borderWidth: 1,
          decal: {
            symbol: 'rect',
            dashArrayX: [1, 0],
            dashArrayY: [2, 4],
            rotation: -Math.PI / 4,
            color: 'rgba(163, 87, 14, 0.45)',
          },
        },
        data: months.map((month) => -yuanForChart(month.outFen)),
      },
      {
        type: 'line',
        name: words.balance,
        symbol: 'circle',
        symbolSize: 5,
        z: 5,
        lineStyle: { color: color.ink, width: 2 },
        itemStyle: { color: color.ink },
        data: months.map((month) => yuanForChart(month.balanceFen)),
        ...(low
          ? {
              markPoint: {
                symbol: 'diamond',
                z: 10,
                symbolSize: 14 * scale,
                itemStyle: { color: color.clay, borderColor: color.surface, borderWidth: 2 },
                label: {
                  // The balance falls to its lowest and rises again: above it there is room.
                  position: 'top',
                  distance: 10,
                  color: color.clay,
                  fontWeight: 600,
                  fontSize: 13 * scale,
                  backgroundColor: 'rgba(255, 255, 255, 0.9)',
                  padding: [3, 6],
                  borderRadius: 3,
                  formatter: words.lowestMonth(
                    words.monthName(Number(low.month.slice(5, 7))),
                    wholeYuan(low.balanceFen),
                  ),
                },
                data: [{ coord: [lowest, yuanForChart(low.balanceFen)] }],
              },
            }
          : {}),
      },
      // The zero line, drawn over the bars: what lies below it is what the household hasn't got.
      {
        type: 'line',
        symbol: 'none',
        silent: true,
        tooltip: { show: false },
        lineStyle: { color: color.ink, width: 1 },
        data: months.map(() => 0),
      },
    ],
  };
}

export function CashflowCalendar({ title, months, note }: CashflowCalendarProps) {
  const t = useSharedT();
  const words = t.charts;
  const option = useCallback((frame: ChartFrame) => cashflowOption(months, words, frame), [months, words]);
  const low = months[lowestMonth(months)];
  return (
    <ChartCard
      title={title}
      unit={words.yuan}
      note={note}
      summary={low ? `${title}：${low.month}，${words.lowestMonth(words.balance, yuan(low.balanceFen))}` : title}
      keys={[
        { label: words.inflow, color: color.tea, shape: 'bar' },
        { label: words.outflow, color: color.persimmon, shape: 'hatched' },
        { label: words.balance, color: color.ink, shape: 'line' },
      ]}
      option={option}
      height={({ scale }) => 280 * scale}
      table={{
        heads: [words.month, words.inflow, words.outflow, words.balance],
        rows: months.map((month) => [month.month, yuan(month.inFen), yuan(month.outFen), yuan(month.balanceFen)]),
      }}
    />
  );
}
