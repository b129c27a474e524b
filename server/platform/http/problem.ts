// RFC 9457 problem details: how every refusal and error is answered, in the reader's language.

import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Refusal } from '../../../kernel/result.ts';

export type Language = 'zh' | 'en';

/** What a refusal code means to HTTP and to people. `{name}` in a message is filled from the refusal's detail. */
export interface RefusalMeaning {
  readonly status: 400 | 401 | 403 | 404 | 409 | 410 | 413 | 415 | 422 | 428 | 429;
  readonly zh: string;
  readonly en: string;
}

export type RefusalTable<Code extends string = string> = Readonly<Record<Code, RefusalMeaning>>;

export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.string(),
  code: z.string(),
  /** Reference to name when asking for help; the same id stands in the log. */
  reference: z.string(),
  errors: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })).optional(),
});
export type Problem = z.infer<typeof problemSchema>;

/** Refusals that any route can answer. */
export const COMMON_REFUSALS = {
  not_signed_in: { status: 401, zh: '请先登录。', en: 'Please sign in first.' },
  not_allowed: {
    status: 403,
    zh: '您的角色不能做这件事。如确需办理，请联系县农业农村局。',
    en: 'Your role may not do this. If it is needed, ask the county office.',
  },
  read_only: { status: 403, zh: '您的账号只能查看。', en: 'Your account is read-only.' },
  second_factor_required: {
    status: 403,
    zh: '作出决定的账号须启用动态口令（我的账号 › 动态口令），再重新登录。',
    en: 'Accounts that decide need a second factor: enable it under My account, then sign in again.',
  },
  not_found: { status: 404, zh: '没有找到，或不在您的管辖范围内。', en: 'Not found, or outside your area.' },
  invalid_request: {
    status: 400,
    zh: '填写的内容有误，请检查标出的项目。',
    en: 'Some of what was sent is not valid; see the items marked.',
  },
  idempotency_key_missing: {
    status: 428,
    zh: '缺少幂等键，请刷新页面后重试。',
    en: 'The Idempotency-Key header is missing.',
  },
  idempotency_key_reused: {
    status: 422,
    zh: '这个幂等键已用于另一项内容不同的操作。',
    en: 'This idempotency key was used for a different request.',
  },
  too_many_requests: { status: 429, zh: '操作太频繁，请稍后再试。', en: 'Too many requests; try again shortly.' },
  too_large: { status: 413, zh: '内容太大，超过了限制。', en: 'The request is larger than allowed.' },
  unsupported_media: { status: 415, zh: '不支持这种内容类型。', en: 'This content type is not accepted.' },
} as const satisfies RefusalTable;

export function languageOf(request: FastifyRequest): Language {
  const header = request.headers['accept-language'] ?? '';
  return /^\s*en/i.test(header) ? 'en' : 'zh';
}

export function fill(text: string, detail: Readonly<Record<string, string | number>> | undefined): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(detail?.[name] ?? whole));
}

export function sendRefusal(
  request: FastifyRequest,
  reply: FastifyReply,
  refusal: Refusal,
  table: RefusalTable = {},
  errors?: Problem['errors'],
): FastifyReply {
  const meaning = table[refusal.code] ?? (COMMON_REFUSALS as RefusalTable)[refusal.code];
  if (meaning === undefined) throw new Error(`refusal without a meaning: ${refusal.code}`);
  const problem: Problem = {
    type: `https://xingnong.example/problems/${refusal.code}`,
    title: refusal.code.replaceAll('_', ' '),
    status: meaning.status,
    detail: fill(meaning[languageOf(request)], refusal.detail),
    code: refusal.code,
    reference: request.id,
    ...(errors === undefined ? {} : { errors }),
  };
  return reply.code(meaning.status).type('application/problem+json').send(JSON.stringify(problem));
}

export function sendFault(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const zh = languageOf(request) === 'zh';
  const problem: Problem = {
    type: 'about:blank',
    title: 'internal error',
    status: 500,
    detail: zh
      ? `系统出了问题，没有保存任何改动。请稍后重试；若仍不行，请把编号 ${request.id} 告诉管理员。`
      : `Something went wrong and nothing was changed. Try again; if it persists, tell the administrator reference ${request.id}.`,
    code: 'internal_error',
    reference: request.id,
  };
  return reply.code(500).type('application/problem+json').send(JSON.stringify(problem));
}
