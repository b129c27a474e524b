// The officials' words in English: same keys as zh.ts, or type checking fails.

import { accountsEn } from './en/accounts.ts';
import { admissionEn } from './en/admission.ts';
import { auditEn } from './en/audit.ts';
import { codesEn } from './en/codes.ts';
import { financingEn } from './en/financing.ts';
import { homeEn } from './en/home.ts';
import { householdsEn } from './en/households.ts';
import { importsEn } from './en/imports.ts';
import { jobsEn } from './en/jobs.ts';
import { modelsEn } from './en/models.ts';
import { monitoringEn } from './en/monitoring.ts';
import { parametersEn } from './en/parameters.ts';
import { rulesEn } from './en/rules.ts';
import { shellEn } from './en/shell.ts';
import { uiEn } from './en/ui.ts';
import type { Messages } from './index.tsx';
import { sharedEn } from './shared.en.ts';

export const en: Messages = {
  ...sharedEn,
  admission: admissionEn,
  codes: codesEn,
  financing: financingEn,
  home: homeEn,
  households: householdsEn,
  models: modelsEn,
  imports: importsEn,
  monitoring: monitoringEn,
  parameters: parametersEn,
  rules: rulesEn,
  accounts: accountsEn,
  audit: auditEn,
  jobs: jobsEn,
  shell: shellEn,
  ui: uiEn,
};
