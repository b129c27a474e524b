// 工作人员端的话。 The officials' words; a feature adds messages/zh/<feature>.ts and names it here and in en.ts.
import { sharedZh } from './shared.zh.ts';
import { shellZh } from './zh/shell.ts';
import { uiZh } from './zh/ui.ts';

export const zh = { ...sharedZh, shell: shellZh, ui: uiZh };
