// One year's income as bars from zero: four parts in, business expense out, outlined. The table behind it has the figures.
import { useCallback, useMemo } from 'react';
import { ChartCard, type ChartFrame } from '../../charts/ChartCard.tsx';
import type { EChartsCoreOption } from '../../charts/echarts.ts';
import { wholeYuan, yuan, yuanForChart } from '../../format.ts';
import { useT } from '../../messages/index.tsx';
import { color } from '../../theme.ts';
import { INCOME_PARTS } from './incomeParts.ts';
import type { Income } from './queries.ts';

const ROW = 36;

interface Bar {
  readonly label: string;
  readonly amountFen: number;
  readonly out: boolean;
}

export function incomeOption(bars: readonly Bar[], { scale }: ChartFrame): EChartsCoreOption {
  return {
    grid: { left: 8, right: 88 * scale, top: 4, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: { type: 'value', min: 0, show: false },
    yAxis: {
      type: 'category',
      inverse: true,
      data: bars.map((bar) => bar.label),
      axisLine: { show: true, lineStyle: { color: color.ruled } },
      axisTick: { show: false },
      axisLabel: { color: color.ink, fontSize: 13 * scale },
    },
    series: [
      {
        type: 'bar',
        barWidth: '58%',
        label: {
          show: true,
          position: 'right',
          color: color.ink,
          fontSize: 13 * scale,
          formatter: ({ dataIndex }: { dataIndex: number }) => {
            const bar = bars[dataIndex]!;
            return `${bar.out && bar.amountFen > 0 ? '−' : ''}${wholeYuan(bar.amountFen)}`;
          },
        },
        data: bars.map((bar) => ({
          value: yuanForChart(bar.amountFen),
          itemStyle: bar.out
            ? { color: color.surface, borderColor: color.clay, borderWidth: 1.5, borderType: 'dashed' }
            : { color: color.tea, borderRadius: [0, 3, 3, 0] },
        })),
      },
    ],
  };
}

export function IncomeChart({ income }: { income: Income }) {
  const t = useT();
  const w = t.households.income;
  const bars = useMemo(
    (): readonly Bar[] =>
      INCOME_PARTS.map((part) => ({
        label: w.parts[part.key],
        amountFen: income[part.field],
        out: part.sign === '−',
      })),
    [income, w],
  );
  const option = useCallback((frame: ChartFrame) => incomeOption(bars, frame), [bars]);
  const title = w.chart(income.year);
  return (
    <ChartCard
      title={title}
      unit={w.unit}
      summary={`${title}：${bars.map((bar) => `${bar.label} ${wholeYuan(bar.amountFen)}`).join('，')}`}
      option={option}
      height={({ scale }) => bars.length * ROW * scale + 8}
      table={{
        heads: [w.part, w.amount],
        rows: [
          ...bars.map((bar) => [bar.label, `${bar.out ? '−' : ''}${yuan(bar.amountFen)}`]),
          [w.parts.net, yuan(income.netFen)],
        ],
      }}
    />
  );
}
