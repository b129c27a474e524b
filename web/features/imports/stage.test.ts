// Where an import stands, by its state and its last job.
import { describe, expect, it } from 'vitest';
import type { Job } from '../../api/jobs.ts';
import type { Batch } from './queries.ts';
import { changesNothing, stageOf, stepOf } from './stage.ts';

const READ = 'household.import.read';
const PREVIEW = 'household.import.preview';
const COMMIT = 'household.import.commit';

function batch(state: Batch['state']): Batch {
  return {
    id: 'b',
    state,
    asOf: '2025-12-31',
    roster: null,
    extracts: [],
    files: [],
    counts: null,
    refusal: null,
    jobId: 'j',
    createdAt: '2026-03-02T02:00:00Z',
    createdByName: '许宁',
    endedAt: null,
    groups: [],
  };
}

function job(kind: string, state: Job['state'], result: Job['result'] = null): Job {
  return {
    id: 'j',
    kind,
    state,
    step: '',
    done: 0,
    total: 0,
    actorName: '许宁',
    result,
    error: null,
    queuedAt: '2026-03-02T02:00:00Z',
    startedAt: null,
    endedAt: null,
  };
}

const REFUSED = { refused: 'wrong_county', message: '别的县' };

describe('stageOf and stepOf', () => {
  it.each<[string, Batch['state'], Job | null, string | null, string, string]>([
    ['files on their way', 'reading', null, null, 'sending', 'files'],
    ['reading', 'reading', job(READ, 'running'), 'columns', 'working', 'files'],
    ['waiting to be read', 'reading', job(READ, 'queued'), null, 'working', 'files'],
    ['a file that is no workbook', 'refused', job(READ, 'done', REFUSED), 'columns', 'refused', 'files'],
    ['columns that do not suffice', 'reading', job(READ, 'done', REFUSED), 'preview', 'refused_columns', 'columns'],
    ['a reading that broke', 'reading', job(READ, 'failed'), null, 'broken', 'files'],
    ['checked, fresh from the upload', 'staged', job(READ, 'done'), 'columns', 'checked', 'columns'],
    ['checked, opened from the list', 'staged', job(READ, 'done'), null, 'checked', 'preview'],
    ['checking by other columns', 'staged', job(PREVIEW, 'running'), 'preview', 'working', 'preview'],
    ['other columns refused', 'reading', job(PREVIEW, 'done', REFUSED), 'preview', 'refused_columns', 'columns'],
    [
      'other columns refused, before staged',
      'staged',
      job(PREVIEW, 'done', REFUSED),
      null,
      'refused_columns',
      'columns',
    ],
    ['a check that broke', 'staged', job(PREVIEW, 'failed'), null, 'broken', 'preview'],
    ['committing', 'staged', job(COMMIT, 'running'), 'preview', 'working', 'commit'],
    ['a commit that broke', 'staged', job(COMMIT, 'failed'), 'preview', 'checked', 'preview'],
    ['committed', 'committed', job(COMMIT, 'done'), 'preview', 'committed', 'commit'],
    ['discarded', 'discarded', job(READ, 'done'), 'columns', 'discarded', 'preview'],
  ])('%s', (_, state, last, asked, at, step) => {
    const stage = stageOf({ batch: batch(state), job: last });
    expect([stage.at, stepOf(stage, asked)]).toEqual([at, step]);
  });

  it('keeps the broken commit beside what was checked', () => {
    const broken = job(COMMIT, 'failed');
    expect(stageOf({ batch: batch('staged'), job: broken })).toEqual({ at: 'checked', broken });
  });
});

it.each([
  [{}, true],
  [{ added: 1 }, false],
  [{ changed: 1 }, false],
  [{ left: 1 }, false],
  [{ unchanged: 9 }, true],
])('an effect of %o changes nothing: %s', (effect, nothing) => {
  const none = { added: 0, changed: 0, unchanged: 0, left: 0 };
  const tally = { read: 9, accepted: 9, rejected: 0 };
  const counts = {
    households: tally,
    persons: tally,
    extracts: {},
    problems: { errors: 0, warnings: 0 },
    lateMatches: 0,
  };
  expect(changesNothing({ ...counts, householdEffect: none, personEffect: { ...none, ...effect } })).toBe(nothing);
});
