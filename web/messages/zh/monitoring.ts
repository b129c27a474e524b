// 监测：筛查、线索、为什么。 Monitoring: screenings, clues and their reasons.

export const monitoringZh = {
  levels: { 高: '高', 中: '中', 低: '低' } as Readonly<Record<string, string>>,
  levelOf: (level: string) => `${level}风险`,
  causes: {} as Readonly<Record<string, string>>,
  categories: {} as Readonly<Record<string, string>>,
  clueOf: (cause: string) => `线索：${cause}`,
  tab: {
    none: '这一户没有未了结的线索',
    noneHint: '最近一次筛查没有发现这一户有返贫致贫的风险信号。',
    reasons: '发现了什么',
  },
};
