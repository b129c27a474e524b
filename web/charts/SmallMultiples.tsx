// Small multiples: one small panel of bars a township, all on one scale, so that places compare at a glance.
import { useCallback } from 'react';
import { count } from '../format.ts';
import { useSharedT } from '../messages/index.tsx';
import { color } from '../theme.ts';
import { ChartCard, type ChartFrame } from './ChartCard.tsx';
import type { EChartsCoreOption } from './echarts.ts';

export interface Panel {
  readonly key: string;
  /** 感德镇 */
  readonly name: string;
  /** One value for each category, in the categories' order. */
  readonly values: readonly number[];
}

export interface SmallMultiplesProps {
  readonly title: string;
  readonly unit?: string;
  /** Row labels of each panel: causes, outcomes. */
  readonly categories: readonly string[];
  readonly panels: readonly Panel[];
}

interface Layout {
  readonly columns: number;
  readonly rows: number;
  readonly labels: number;
  readonly panelWidth: number;
  readonly panelHeight: number;
}

const GAP = 20;

/** How many panels fit beside one another; the first of each row also bears the category labels. */
export function panelLayout(panels: number, categories: number, { width, scale }: ChartFrame): Layout {
  const labels = 92 * scale;
  const columns = Math.max(1, Math.min(panels, Math.floor((width - labels) / (148 * scale))));
  return {
    columns,
    rows: Math.ceil(panels / columns),
    labels,
    panelWidth: (width - labels) / columns,
    panelHeight: (categories * 20 + 30 + GAP) * scale,
  };
}

export function multiplesOption(
  categories: readonly string[],
  panels: readonly Panel[],
  frame: ChartFrame,
): EChartsCoreOption {
  const { scale } = frame;
  const layout = panelLayout(panels.length, categories.length, frame);
  const largest = Math.max(1, ...panels.flatMap((panel) => panel.values));
  const at = (index: number) => ({
    left: layout.labels + (index % layout.columns) * layout.panelWidth,
    top: Math.floor(index / layout.columns) * layout.panelHeight,
  });
  return {
    title: panels.map((panel, index) => ({
      text: panel.name,
      left: at(index).left,
      top: at(index).top + 2,
      padding: 0,
      textStyle: { fontSize: 13 * scale, fontWeight: 600, color: color.ink },
    })),
    grid: panels.map((_panel, index) => ({
      left: at(index).left,
      top: at(index).top + 24 * scale,
      width: layout.panelWidth - 44 * scale,
      height: categories.length * 20 * scale,
    })),
    xAxis: panels.map((_panel, gridIndex) => ({ gridIndex, type: 'value', min: 0, max: largest, show: false })),
    yAxis: panels.map((_panel, gridIndex) => ({
      gridIndex,
      type: 'category',
      inverse: true,
      data: [...categories],
      axisLine: { show: true, lineStyle: { color: color.ruled } },
      axisTick: { show: false },
      axisLabel: { show: gridIndex % layout.columns === 0, fontSize: 12 * scale, color: color.quiet, interval: 0 },
    })),
    series: panels.map((panel, index) => ({
      type: 'bar',
      xAxisIndex: index,
      yAxisIndex: index,
      barWidth: '64%',
      itemStyle: { color: color.tea, borderRadius: [0, 2, 2, 0] },
      label: {
        show: true,
        position: 'right',
        fontSize: 12 * scale,
        color: color.ink,
        formatter: ({ value }: { value: number }) => (value ? count(value) : ''),
      },
      data: [...panel.values],
    })),
  };
}

export function SmallMultiples({ title, unit, categories, panels }: SmallMultiplesProps) {
  const t = useSharedT();
  const option = useCallback((frame: ChartFrame) => multiplesOption(categories, panels, frame), [categories, panels]);
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  return (
    <ChartCard
      title={title}
      unit={unit}
      summary={`${title}：${panels.map((panel) => `${panel.name} ${count(sum(panel.values))}`).join('，')}`}
      option={option}
      height={(frame) => {
        const { rows, panelHeight } = panelLayout(panels.length, categories.length, frame);
        return rows * panelHeight;
      }}
      table={{
        heads: [t.charts.township, ...categories, t.charts.total],
        rows: panels.map((panel) => [panel.name, ...panel.values.map(count), count(sum(panel.values))]),
      }}
    />
  );
}
