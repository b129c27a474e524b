// 工作人员端的话。 The officials' words; a feature adds messages/zh/<feature>.ts and names it here and in en.ts.
import { sharedZh } from './shared.zh.ts';
import { admissionZh } from './zh/admission.ts';
import { codesZh } from './zh/codes.ts';
import { financingZh } from './zh/financing.ts';
import { householdsZh } from './zh/households.ts';
import { importsZh } from './zh/imports.ts';
import { modelsZh } from './zh/models.ts';
import { monitoringZh } from './zh/monitoring.ts';
import { parametersZh } from './zh/parameters.ts';
import { shellZh } from './zh/shell.ts';
import { uiZh } from './zh/ui.ts';

export const zh = {
  ...sharedZh,
  admission: admissionZh,
  codes: codesZh,
  financing: financingZh,
  households: householdsZh,
  models: modelsZh,
  imports: importsZh,
  monitoring: monitoringZh,
  parameters: parametersZh,
  shell: shellZh,
  ui: uiZh,
};
