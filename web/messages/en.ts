// The officials' words in English: same keys as zh.ts, or type checking fails.
import { codesEn } from './en/codes.ts';
import { householdsEn } from './en/households.ts';
import { monitoringEn } from './en/monitoring.ts';
import { shellEn } from './en/shell.ts';
import { uiEn } from './en/ui.ts';
import type { Messages } from './index.tsx';
import { sharedEn } from './shared.en.ts';

export const en: Messages = {
  ...sharedEn,
  codes: codesEn,
  households: householdsEn,
  monitoring: monitoringEn,
  shell: shellEn,
  ui: uiEn,
};
