// ECharts with only what the charts here draw: bars, lines, points, their axes and marks.
import { BarChart, LineChart, ScatterChart } from 'echarts/charts';
import { GridComponent, MarkPointComponent, TitleComponent, TooltipComponent } from 'echarts/components';
import { init, registerTheme, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { chartTheme } from '../theme.ts';

use([
  BarChart,
  LineChart,
  ScatterChart,
  GridComponent,
  MarkPointComponent,
  TitleComponent,
  TooltipComponent,
  CanvasRenderer,
]);
registerTheme('xingnong', chartTheme(false));
registerTheme('xingnong-large', chartTheme(true));

export type { EChartsCoreOption, EChartsType } from 'echarts/core';
export { init };
