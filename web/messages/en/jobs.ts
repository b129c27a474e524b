// Long tasks.
import type { Words } from '../index.tsx';
import type { jobsZh } from '../zh/jobs.ts';

export const jobsEn: Words<typeof jobsZh> = {
  title: 'Tasks',
  lead: 'Imports, screenings and fits take time: how far each is, and how it ended. They go on when the page is left.',
  none: 'No tasks yet',
  noneHint: 'Import a register, start a screening or fit a model: progress and result are shown here.',
  what: 'Task',
  state: 'State',
  by: 'Started by',
  queued: 'Asked for',
  started: 'Began',
  ended: 'Ended',
  took: 'Took',
  result: 'Result',
  error: 'Why it was not done',
  open: 'Under way',
  states: { queued: 'Waiting', running: 'Under way', done: 'Done', failed: 'Not done', refused: 'Not done' },
  recent: 'Done lately',
};
