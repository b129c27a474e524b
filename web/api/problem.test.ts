import { describe, expect, it } from 'vitest';
import { type Job, justEnded } from './jobs.ts';
import { readProblem } from './problem.ts';

describe('a refused answer', () => {
  it('keeps code, words, reference and fields of a problem document', () => {
    const problem = readProblem(422, null, {
      type: 'x',
      title: 'region mismatch',
      status: 422,
      detail: '管辖范围不对。',
      code: 'region_mismatch',
      reference: 'req-7',
      errors: [{ path: 'region', code: 'too_small', message: '太短' }],
    });
    expect(problem).toMatchObject({
      code: 'region_mismatch',
      status: 422,
      message: '管辖范围不对。',
      reference: 'req-7',
    });
    expect(problem.errors).toEqual([{ path: 'region', message: '太短' }]);
  });
  it.each([null, 'text', [], { errors: [null, 7] }])('makes something sayable of %j', (body) => {
    expect(readProblem(502, 'r1', body)).toMatchObject({ code: 'http_502', status: 502, reference: 'r1', errors: [] });
  });
});

describe('long tasks that ended', () => {
  const job = (id: string, state: Job['state']): Job => ({
    id,
    state,
    kind: 'screening',
    step: '',
    done: 0,
    total: 0,
    actorName: '',
    result: null,
    error: null,
    queuedAt: '',
    startedAt: null,
    endedAt: null,
  });
  it('are told once, and only when they were seen open', () => {
    const before = [job('a', 'running'), job('b', 'queued'), job('c', 'done')];
    const now = [job('a', 'done'), job('b', 'running'), job('c', 'done'), job('d', 'failed')];
    expect(justEnded(before, now).map(({ id }) => id)).toEqual(['a']);
    expect(justEnded(now, now)).toEqual([]);
  });
});
