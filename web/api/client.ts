// The one way to the server. `api` is typed by the contract; every answer that is not a success becomes a
// ProblemError, so that pages read `answer(api.GET(…))` and show errors with ErrorPanel.
import { type UseMutationResult, useMutation } from '@tanstack/react-query';
import createClient, { type Middleware } from 'openapi-fetch';
import { useRef } from 'react';
import { newId } from '../../kernel/ids.ts';
import { settingsNow } from '../settings.ts';
import { type ProblemError, readProblem, unreachable } from './problem.ts';
import type { paths } from './schema.ts';

const KEY_HEADER = 'Idempotency-Key';

const house: Middleware = {
  onRequest({ request }) {
    request.headers.set('Accept-Language', settingsNow().language === 'zh' ? 'zh-CN' : 'en');
    if (request.method !== 'GET' && !request.headers.has(KEY_HEADER)) request.headers.set(KEY_HEADER, newCommandKey());
    return request;
  },
  async onResponse({ response }) {
    if (response.ok) return undefined;
    throw readProblem(response.status, response.headers.get('X-Request-Id'), await bodyOf(response));
  },
  onError({ error }) {
    return unreachable(error);
  },
};

export const api = createClient<paths>({ baseUrl: '/' });
api.use(house);

async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    // A proxy's HTML page is no problem document; status and reference still tell what happened.
    return null;
  }
}

/** Unwraps an answer of `api`: the body of the success. Refusals have already been thrown as ProblemError. */
export async function answer<T>(asked: Promise<{ data?: T }>): Promise<T> {
  const { data } = await asked;
  return data as T;
}

/** A fresh idempotency key: one per thing the user means to do, kept over retries. */
export function newCommandKey(): string {
  // Not crypto.randomUUID: browsers give that to https only, and a village office may reach the county by plain http.
  return newId(Date.now());
}

/** Headers that carry a command's key: `api.POST(path, { body, ...withKey(key) })`. */
export function withKey(key: string): { headers: Record<string, string> } {
  return { headers: { [KEY_HEADER]: key } };
}

/**
 * A write. `work` gets the input and the command's idempotency key; the key stays the same while the same input is
 * tried again and changes with the input or after success, so a retry after a lost answer is never done twice.
 */
export function useCommand<Input, Output>(
  work: (input: Input, key: string) => Promise<Output>,
  options: {
    onSuccess?: (output: Output, input: Input) => void | Promise<void>;
    onError?: (problem: ProblemError) => void | Promise<void>;
  } = {},
): UseMutationResult<Output, ProblemError, Input> {
  const last = useRef<{ input: string; key: string } | null>(null);
  return useMutation<Output, ProblemError, Input>({
    mutationFn: (input) => {
      const written =
        JSON.stringify(input, (_name, value) => (typeof value === 'bigint' ? value.toString() : value)) ?? '';
      if (last.current?.input !== written) last.current = { input: written, key: newCommandKey() };
      return work(input, last.current.key);
    },
    onSuccess: async (output, input) => {
      last.current = null;
      await options.onSuccess?.(output, input);
    },
    onError: (problem) => options.onError?.(problem),
  });
}
