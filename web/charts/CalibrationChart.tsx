// Calibration: predicted against observed rate in each tenth of households, beside the line of perfect agreement.
// A tenth off by more than two points is a diamond in clay, not only another colour.
import { useCallback } from 'react';
import { count, share } from '../format.ts';
import { useSharedT } from '../messages/index.tsx';
import { color } from '../theme.ts';
import { ChartCard, type ChartFrame } from './ChartCard.tsx';
import type { EChartsCoreOption } from './echarts.ts';

export interface CalibrationTenth {
  /** 1 (least at risk) to 10. */
  readonly tenth: number;
  /** Mean predicted and observed rate, 0–1. */
  readonly predicted: number;
  readonly observed: number;
  readonly households: number;
}

export interface CalibrationChartProps {
  readonly title: string;
  readonly tenths: readonly CalibrationTenth[];
}

/** The tolerated gap, as a rate: two percentage points. */
export const TOLERANCE = 0.02;

export function isOff(tenth: CalibrationTenth): boolean {
  return Math.abs(tenth.predicted - tenth.observed) > TOLERANCE;
}

export function calibrationOption(
  tenths: readonly CalibrationTenth[],
  words: { predicted: string; observed: string },
  { scale }: ChartFrame,
): EChartsCoreOption {
  const end = Math.min(1, Math.ceil(Math.max(0.1, ...tenths.flatMap((t) => [t.predicted, t.observed])) * 10.5) / 10);
  const percent = (value: number) => share(value, 0);
  const axis = { type: 'value', min: 0, max: end, axisLabel: { formatter: percent } };
  const guide = (shift: number, width: number, dash: 'solid' | 'dashed') => ({
    type: 'line',
    symbol: 'none',
    silent: true,
    lineStyle: { color: dash === 'solid' ? color.quiet : color.ruled, width, type: dash },
    data: [
      [Math.max(0, -shift), Math.max(0, shift)],
      [end - Math.max(0, shift), end + Math.min(0, shift)],
    ],
  });
  return {
    grid: {
      left: 12,
      right: 28,
      top: 32 * scale,
      bottom: 28 * scale,
      outerBoundsMode: 'same',
      outerBoundsContain: 'all',
    },
    xAxis: { ...axis, name: words.predicted, nameLocation: 'middle', nameGap: 28 * scale },
    yAxis: { ...axis, name: words.observed, nameLocation: 'end', nameTextStyle: { align: 'left', color: color.quiet } },
    tooltip: {
      trigger: 'item',
      formatter: ({ dataIndex }: { dataIndex: number }) => {
        const tenth = tenths[dataIndex];
        return tenth
          ? `${tenth.tenth}/10 · ${words.predicted} ${share(tenth.predicted)} · ${words.observed} ${share(tenth.observed)}`
          : '';
      },
    },
    series: [
      {
        type: 'scatter',
        z: 5,
        data: tenths.map((tenth) => ({
          value: [tenth.predicted, tenth.observed],
          symbol: isOff(tenth) ? 'diamond' : 'circle',
          symbolSize: (isOff(tenth) ? 15 : 11) * scale,
          itemStyle: { color: isOff(tenth) ? color.clay : color.tea, borderColor: color.surface, borderWidth: 1.5 },
        })),
        label: {
          // The lowest tenths crowd near zero: only those that stand apart bear their number.
          show: true,
          position: 'top',
          fontSize: 12 * scale,
          color: color.quiet,
          formatter: ({ dataIndex }: { dataIndex: number }) => {
            const tenth = tenths[dataIndex];
            return tenth && (tenth.predicted > end * 0.08 || isOff(tenth)) ? String(tenth.tenth) : '';
          },
        },
      },
      guide(0, 1.5, 'solid'),
      guide(TOLERANCE, 1, 'dashed'),
      guide(-TOLERANCE, 1, 'dashed'),
    ],
  };
}

export function CalibrationChart({ title, tenths }: CalibrationChartProps) {
  const t = useSharedT();
  const words = t.charts;
  const option = useCallback((frame: ChartFrame) => calibrationOption(tenths, words, frame), [tenths, words]);
  const off = tenths.filter(isOff).length;
  return (
    <ChartCard
      title={title}
      summary={`${title}：${words.outside} ${off}/${tenths.length}`}
      keys={[
        { label: words.within, color: color.tea, shape: 'dot' },
        { label: words.outside, color: color.clay, shape: 'diamond' },
        { label: words.perfect, color: color.quiet, shape: 'line' },
      ]}
      option={option}
      height={({ scale, width }) => Math.min(360 * scale, Math.max(260, width * 0.8))}
      table={{
        heads: [words.tenth, words.groupSize, words.predicted, words.observed, words.gap],
        rows: tenths.map((tenth) => [
          String(tenth.tenth),
          count(tenth.households),
          share(tenth.predicted, 2),
          share(tenth.observed, 2),
          share(tenth.observed - tenth.predicted, 2),
        ]),
      }}
    />
  );
}
