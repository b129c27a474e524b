// 工作人员端的话。 The officials' words; a feature adds messages/zh/<feature>.ts and names it here and in en.ts.
import { sharedZh } from './shared.zh.ts';
import { codesZh } from './zh/codes.ts';
import { householdsZh } from './zh/households.ts';
import { monitoringZh } from './zh/monitoring.ts';
import { shellZh } from './zh/shell.ts';
import { uiZh } from './zh/ui.ts';

export const zh = {
  ...sharedZh,
  codes: codesZh,
  households: householdsZh,
  monitoring: monitoringZh,
  shell: shellZh,
  ui: uiZh,
};
