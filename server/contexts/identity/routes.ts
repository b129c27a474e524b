// HTTP for identity: who am I, the county's accounts, and the audit trail that they leave.

import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { ROLES } from '../../../kernel/permissions.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import { read, verify } from '../../platform/audit.ts';
import type { Database } from '../../platform/database.ts';
import type { RefusalTable } from '../../platform/http/problem.ts';
import { route } from '../../platform/http/route.ts';
import type { Identity } from './index.ts';

const accountSchema = z.object({
  userId: z.string(),
  username: z.string(),
  name: z.string(),
  county: z.string(),
  role: z.enum(ROLES),
  region: z.string(),
  householdId: z.string().nullable(),
  active: z.boolean(),
});

const REFUSALS = {
  unknown_role: { status: 422, zh: '没有「{role}」这个角色。', en: 'There is no role “{role}”.' },
  region_mismatch: {
    status: 422,
    zh: '管辖范围应是本县的 {digits} 位区划代码。',
    en: 'The region must be a {digits}-digit code of this county.',
  },
  household_missing: {
    status: 422,
    zh: '农户账号要指定一户；其他角色不能指定。',
    en: "A farmer's account names one household; no other account does.",
  },
  household_unknown: { status: 422, zh: '没有找到这一户。', en: 'That household was not found.' },
  password_too_short: { status: 422, zh: '密码至少 {least} 位。', en: 'A password has at least {least} characters.' },
  username_taken: { status: 409, zh: '用户名「{username}」已有人使用。', en: 'The user name “{username}” is taken.' },
  account_unknown: { status: 404, zh: '没有账号「{username}」。', en: 'There is no account “{username}”.' },
  own_account: { status: 409, zh: '不能停用自己的账号。', en: 'You cannot switch off your own account.' },
} as const satisfies RefusalTable;

export interface IdentityRoutesDependencies {
  readonly identity: Identity;
  readonly database: Database;
  readonly businessDate: (county: string) => Promise<string>;
  readonly isDemo: (county: string) => Promise<boolean>;
}

export function registerIdentityRoutes(
  app: FastifyInstance,
  { identity, database, businessDate, isDemo }: IdentityRoutesDependencies,
): void {
  route(app, {
    method: 'GET',
    url: '/me',
    operationId: 'me',
    action: 'me.read',
    summary: 'The signed-in account',
    response: z.object({
      id: z.string(),
      name: z.string(),
      role: z.enum(ROLES),
      county: z.string(),
      region: z.string(),
      householdId: z.string().nullable(),
      mayWrite: z.boolean(),
      secondFactor: z.boolean(),
      demo: z.boolean(),
      businessDate: z.string(),
    }),
    handler: async ({ scope }) =>
      scope.actor.role === 'system'
        ? refuse('not_allowed')
        : ok({
            id: scope.actor.id,
            name: scope.actor.name,
            role: scope.actor.role,
            county: scope.county,
            region: scope.region || scope.county,
            householdId: scope.household,
            mayWrite: scope.mayWrite,
            secondFactor: scope.secondFactor === true,
            demo: await isDemo(scope.county),
            businessDate: await businessDate(scope.county),
          }),
  });

  route(app, {
    method: 'GET',
    url: '/me/helpers',
    operationId: 'findHelpers',
    action: 'me.read',
    summary: "Who in the actor's own village may be asked for help",
    response: z.object({
      place: z.string().nullable(),
      people: z.array(z.object({ name: z.string(), role: z.enum(ROLES) })),
    }),
    handler: async ({ scope }) => ok(await identity.findHelpers(scope)),
  });

  route(app, {
    method: 'GET',
    url: '/accounts',
    operationId: 'listAccounts',
    action: 'users.read',
    summary: 'Accounts of the county',
    response: z.object({ accounts: z.array(accountSchema) }),
    handler: async ({ scope }) => ok({ accounts: await identity.listAccounts(scope) }),
  });

  route(app, {
    method: 'POST',
    url: '/accounts',
    operationId: 'addAccount',
    action: 'users.edit',
    summary: 'Make an account',
    body: z.object({
      username: z
        .string()
        .trim()
        .min(2)
        .max(40)
        .regex(/^[a-zA-Z0-9_.]+$/),
      name: z.string().trim().min(1).max(60),
      password: z.string().max(128),
      role: z.string(),
      region: z.string(),
      householdId: z.uuid().nullable(),
    }),
    response: accountSchema,
    refusals: REFUSALS,
    // The sign-in library keeps its own transaction; the user name is the natural key against repetition.
    idempotent: false,
    handler: async ({ scope, body }) => await identity.addAccount(scope, body),
  });

  route(app, {
    method: 'POST',
    url: '/accounts/:username/active',
    operationId: 'setAccountActive',
    action: 'users.edit',
    summary: 'Switch an account on or off',
    params: z.object({ username: z.string() }),
    body: z.object({ active: z.boolean() }),
    response: accountSchema,
    refusals: REFUSALS,
    idempotent: false,
    handler: async ({ scope, params, body }) => await identity.setAccountActive(scope, params.username, body.active),
  });

  route(app, {
    method: 'POST',
    url: '/accounts/:username/password',
    operationId: 'resetPassword',
    action: 'users.edit',
    summary: 'Set a new password',
    params: z.object({ username: z.string() }),
    body: z.object({ password: z.string().max(128) }),
    response: accountSchema,
    refusals: REFUSALS,
    idempotent: false,
    handler: async ({ scope, params, body }) => await identity.resetPassword(scope, params.username, body.password),
  });

  route(app, {
    method: 'GET',
    url: '/audit',
    operationId: 'readAudit',
    action: 'audit.read',
    summary: "The county's audit trail, newest first",
    query: z.object({
      subject: z.string().max(200).optional(),
      actorId: z.string().max(100).optional(),
      action: z.string().max(100).optional(),
      before: z
        .string()
        .regex(/^\d{1,18}$/)
        .optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    response: z.object({
      events: z.array(
        z.object({
          seq: z.string(),
          at: z.string(),
          actorId: z.string(),
          actorName: z.string(),
          role: z.string(),
          action: z.string(),
          subject: z.string(),
          before: z.unknown(),
          after: z.unknown(),
          note: z.string().nullable(),
          hash: z.string(),
        }),
      ),
    }),
    handler: async ({ scope, query }) => {
      const events = await database.transaction(scope, (tx) =>
        read(tx, scope.county, {
          ...query,
          ...(query.before === undefined ? { before: undefined } : { before: BigInt(query.before) }),
        }),
      );
      return ok({ events: events.map((e) => ({ ...e, seq: e.seq.toString(), at: e.at.toISOString() })) });
    },
  });

  route(app, {
    method: 'GET',
    url: '/audit/verdict',
    operationId: 'verifyAudit',
    action: 'audit.read',
    summary: "Walk the county's hash chain and say whether it holds",
    response: z.object({
      ok: z.boolean(),
      events: z.number(),
      brokenAt: z.string().optional(),
      why: z.string().optional(),
    }),
    handler: async ({ scope }) => ok(await verify(database, scope)),
  });
}
