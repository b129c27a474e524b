// The funnel: how many households each stage kept. Bars from zero, labelled with count and share, no legend.
import { useCallback } from 'react';
import { count, share } from '../format.ts';
import { useSharedT } from '../messages/index.tsx';
import { color } from '../theme.ts';
import { ChartCard, type ChartFrame } from './ChartCard.tsx';
import type { EChartsCoreOption } from './echarts.ts';

export interface FunnelStage {
  readonly key: string;
  readonly label: string;
  readonly count: number;
}

export interface FunnelChartProps {
  readonly title: string;
  readonly unit?: string;
  /** From first to last; counts normally fall. */
  readonly stages: readonly FunnelStage[];
}

const ROW = 40;

export function funnelOption(stages: readonly FunnelStage[], { scale }: ChartFrame): EChartsCoreOption {
  const first = stages[0]?.count ?? 0;
  const label = (index: number) => {
    const stage = stages[index]!;
    return index === 0 ? count(stage.count) : `${count(stage.count)} · ${share(first ? stage.count / first : null)}`;
  };
  return {
    grid: { left: 8, right: 120 * scale, top: 4, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: { type: 'value', min: 0, show: false, max: first || 1 },
    yAxis: {
      type: 'category',
      inverse: true,
      data: stages.map((stage) => stage.label),
      axisLine: { show: true, lineStyle: { color: color.ruled } },
      axisTick: { show: false },
      axisLabel: { color: color.ink, fontSize: 13 * scale },
    },
    series: [
      {
        type: 'bar',
        barWidth: '62%',
        itemStyle: { color: color.tea, borderRadius: [0, 3, 3, 0] },
        label: {
          show: true,
          position: 'right',
          color: color.ink,
          fontSize: 13 * scale,
          formatter: ({ dataIndex }: { dataIndex: number }) => label(dataIndex),
        },
        data: stages.map((stage) => stage.count),
      },
    ],
  };
}

export function FunnelChart({ title, unit, stages }: FunnelChartProps) {
  const t = useSharedT();
  const first = stages[0]?.count ?? 0;
  const option = useCallback((frame: ChartFrame) => funnelOption(stages, frame), [stages]);
  return (
    <ChartCard
      title={title}
      unit={unit}
      summary={`${title}：${stages.map((stage) => `${stage.label} ${count(stage.count)}`).join('，')}`}
      option={option}
      height={({ scale }) => stages.length * ROW * scale + 8}
      table={{
        heads: [t.charts.stage, t.charts.households, t.charts.shareOfPrevious, t.charts.shareOfFirst],
        rows: stages.map((stage, index) => {
          const before = stages[index - 1]?.count;
          return [
            stage.label,
            count(stage.count),
            before ? share(stage.count / before) : '',
            index && first ? share(stage.count / first) : '',
          ];
        }),
      }}
    />
  );
}
