// Words of the charts.
import type { Words } from '../index.tsx';
import type { chartsZh } from '../zh/charts.ts';

export const chartsEn: Words<typeof chartsZh> = {
  table: 'Table',
  chart: 'Chart',
  png: 'Save as picture',
  csv: 'Save as CSV',
  inflow: 'In',
  outflow: 'Out',
  balance: 'Balance',
  month: 'Month',
  lowest: (amount) => `lowest ${amount}`,
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
};
