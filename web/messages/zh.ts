// 工作人员端的话。 The officials' words; a feature adds messages/zh/<feature>.ts and names it here and in en.ts.
import { sharedZh } from './shared.zh.ts';
import { accountsZh } from './zh/accounts.ts';
import { admissionZh } from './zh/admission.ts';
import { auditZh } from './zh/audit.ts';
import { codesZh } from './zh/codes.ts';
import { financingZh } from './zh/financing.ts';
import { homeZh } from './zh/home.ts';
import { householdsZh } from './zh/households.ts';
import { importsZh } from './zh/imports.ts';
import { jobsZh } from './zh/jobs.ts';
import { modelsZh } from './zh/models.ts';
import { monitoringZh } from './zh/monitoring.ts';
import { parametersZh } from './zh/parameters.ts';
import { rulesZh } from './zh/rules.ts';
import { shellZh } from './zh/shell.ts';
import { uiZh } from './zh/ui.ts';

export const zh = {
  ...sharedZh,
  admission: admissionZh,
  codes: codesZh,
  financing: financingZh,
  home: homeZh,
  households: householdsZh,
  models: modelsZh,
  imports: importsZh,
  monitoring: monitoringZh,
  parameters: parametersZh,
  rules: rulesZh,
  accounts: accountsZh,
  audit: auditZh,
  jobs: jobsZh,
  shell: shellZh,
  ui: uiZh,
};
