// Words of the charts.

import type { chartsZh } from './charts.zh.ts';
import type { Words } from './index.tsx';

export const chartsEn: Words<typeof chartsZh> = {
  table: 'Table',
  chart: 'Chart',
  png: 'Save as picture',
  csv: 'Save as CSV',
  inflow: 'In',
  outflow: 'Out',
  balance: 'Balance',
  month: 'Month',
  township: 'Township',
  stage: 'Stage',
  households: 'Households',
  shareOfFirst: 'Of the first',
  shareOfPrevious: 'Of the one before',
  predicted: 'Predicted rate',
  observed: 'Observed rate',
  perfect: 'Perfect agreement',
  tenth: 'Tenth',
  groupSize: 'Households',
  yuan: 'yuan',
  monthName: (month) =>
    ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'][month - 1] ?? '',
  lowestMonth: (month, amount) => `${month}: lowest, ${amount}`,
  within: '±2 points',
  outside: 'off by more than 2 points',
  gap: 'Gap',
  total: 'Total',
  rest: (n) => `${n} more in the table`,
};
