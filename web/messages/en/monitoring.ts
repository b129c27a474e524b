// Monitoring: screenings, clues and their reasons.
import type { Words } from '../index.tsx';
import type { monitoringZh } from '../zh/monitoring.ts';

export const monitoringEn: Words<typeof monitoringZh> = {
  levels: { 高: 'High', 中: 'Medium', 低: 'Low' },
  levelOf: (level) => `${level} risk`,
  causes: {
    因病: 'Illness',
    因学: 'Schooling',
    因残: 'Disability',
    因自然灾害: 'Natural disaster',
    因意外事故: 'Accident',
    因产业失败: 'Failed business',
    因务工就业不稳: 'Unsteady work',
    缺劳动力: 'Lack of labour',
    因安全住房: 'Unsafe housing',
    因安全饮水: 'Unsafe water',
    其他: 'Other',
  },
  categories: {
    脱贫不稳定户: 'Once poor, not steady',
    边缘易致贫户: 'On the edge',
    突发严重困难户: 'Sudden severe hardship',
  },
  clueOf: (cause) => `Clue: ${cause}`,
  tab: {
    none: 'This household has no open clue',
    noneHint: 'The newest screening found no sign that it may fall back.',
    reasons: 'What was found',
  },
};
