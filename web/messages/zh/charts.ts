// 图表的话。 Words of the charts.

export const chartsZh = {
  table: '表格',
  chart: '图形',
  png: '存为图片',
  csv: '存为 CSV',
  inflow: '收入',
  outflow: '支出',
  balance: '结余',
  month: '月份',
  lowest: (amount: string) => `最低 ${amount}`,
  township: '乡镇',
  stage: '环节',
  households: '户数',
  shareOfFirst: '占首环节',
  shareOfPrevious: '占上一环节',
  predicted: '预测返贫率',
  observed: '实际返贫率',
  perfect: '完全吻合',
  tenth: '十分位',
  groupSize: '户数',
  yuan: '元',
};
