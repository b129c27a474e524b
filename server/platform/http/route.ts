// One way to declare a route: action (who may), schemas (what), refusals (what else can come back), handler.
// Commands (everything but GET) run in one transaction under their Idempotency-Key: a replay gets the first answer.

import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import { z } from 'zod';
import { type Action, may } from '../../../kernel/permissions.ts';
import type { Refusal, Result } from '../../../kernel/result.ts';
import type { Database, Scope } from '../database.ts';
import { problemSchema, type RefusalTable, sendRefusal } from './problem.ts';

type Schema = z.ZodType;
type Out<S extends Schema | undefined> = S extends Schema ? z.output<S> : undefined;

/** Services return readonly data; a schema's type says nothing of that. */
type DeepReadonly<T> = T extends readonly (infer Item)[]
  ? readonly DeepReadonly<Item>[]
  : T extends object
    ? { readonly [K in keyof T]: DeepReadonly<T[K]> }
    : T;

export interface RouteContext<
  P extends Schema | undefined,
  Q extends Schema | undefined,
  B extends Schema | undefined,
> {
  /** The signed-in actor's scope; commands find their open transaction in it. */
  readonly scope: Scope;
  readonly params: Out<P>;
  readonly query: Out<Q>;
  readonly body: Out<B>;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

export interface RouteDefinition<
  P extends Schema | undefined,
  Q extends Schema | undefined,
  B extends Schema | undefined,
  R extends Schema,
> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path below /api/v1, with `:name` parameters. */
  readonly url: string;
  /** The service function's name and the domain's verb. */
  readonly operationId: string;
  readonly summary: string;
  readonly action: Action;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  readonly response: R;
  readonly refusals?: RefusalTable;
  /** Decisions ask for a second factor outside demonstration counties. */
  readonly approves?: boolean;
  /** Commands that stream or keep their own transactions say false and are idempotent by themselves. */
  readonly idempotent?: boolean;
  readonly handler: (context: RouteContext<P, Q, B>) => Promise<Result<DeepReadonly<z.input<R>>>>;
}

export interface DeclaredRoute {
  readonly method: string;
  readonly url: string;
  readonly operationId: string;
  readonly action: Action;
}

/** What an app carries for its routes; set once by createApp. */
export interface RouteHost {
  readonly database: Database;
  readonly authenticate: (request: FastifyRequest) => Promise<Scope | null>;
  readonly now: () => Date;
  /** Every route declared so far: the permission test walks it. */
  readonly declared: DeclaredRoute[];
}

declare module 'fastify' {
  interface FastifyInstance {
    routeHost: RouteHost;
  }
  interface FastifyRequest {
    scope: Scope | null;
  }
}

class Refused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

export const API = '/api/v1';

export function route<
  R extends Schema,
  P extends Schema | undefined = undefined,
  Q extends Schema | undefined = undefined,
  B extends Schema | undefined = undefined,
>(app: FastifyInstance, definition: RouteDefinition<P, Q, B, R>): void {
  const { method, url, operationId, action, refusals } = definition;
  const command = method !== 'GET';
  app.routeHost.declared.push({ method, url: API + url, operationId, action });
  app.route({
    method,
    url: API + url,
    schema: {
      operationId,
      summary: definition.summary,
      tags: [url.split('/')[1] ?? ''],
      description: `Action: ${action}.${refusals ? ` Refusals: ${Object.keys(refusals).join(', ')}.` : ''}`,
      ...(definition.params ? { params: definition.params } : {}),
      ...(definition.query ? { querystring: definition.query } : {}),
      ...(definition.body ? { body: definition.body } : {}),
      ...(command && definition.idempotent !== false
        ? { headers: z.looseObject({ 'idempotency-key': z.string().min(8).max(100).optional() }) }
        : {}),
      response: { 200: definition.response, default: problemSchema },
    },
    preValidation: async (request, reply) => {
      const { authenticate } = app.routeHost;
      const scope = await authenticate(request);
      request.scope = scope;
      if (scope === null) return sendRefusal(request, reply, { code: 'not_signed_in' });
      if (scope.actor.role === 'system' || !may(scope.actor.role, action))
        return sendRefusal(request, reply, { code: 'not_allowed' });
      if (command && !scope.mayWrite) return sendRefusal(request, reply, { code: 'read_only' });
      if (definition.approves === true && scope.secondFactor !== true)
        return sendRefusal(request, reply, { code: 'second_factor_required' });
    },
    handler: async (request, reply) => {
      const context = (scope: Scope): RouteContext<P, Q, B> => ({
        scope,
        request,
        reply,
        params: request.params as Out<P>,
        query: request.query as Out<Q>,
        body: request.body as Out<B>,
      });
      const scope = request.scope!;
      if (command && definition.idempotent !== false)
        return await once(app.routeHost, request, reply, scope, definition, (s) => definition.handler(context(s)));
      const result = await definition.handler(context(scope));
      if (reply.sent) return reply;
      return result.ok ? reply.send(result.value) : sendRefusal(request, reply, result.refusal, refusals);
    },
  });
}

async function once(
  host: RouteHost,
  request: FastifyRequest,
  reply: FastifyReply,
  scope: Scope,
  definition: { readonly response: Schema; readonly refusals?: RefusalTable },
  run: (scope: Scope) => Promise<Result<unknown>>,
): Promise<FastifyReply> {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || key === '') return sendRefusal(request, reply, { code: 'idempotency_key_missing' });
  const hash = createHash('sha256')
    .update(`${request.method} ${request.url}\n`)
    .update(JSON.stringify(request.body ?? null))
    .digest('hex');
  try {
    const answer = await host.database.transaction(scope, async (tx) => {
      // A second request with the same key waits here for the first one's commit, then reads its answer.
      const claim = await sql`insert into platform.idempotency (actor_id, key, request_hash, status, response, at)
        values (${scope.actor.id}, ${key}, ${hash}, 0, '', ${host.now()}) on conflict (actor_id, key) do nothing`.execute(
        tx,
      );
      if (claim.numAffectedRows === 0n) {
        const { rows } = await sql<{ request_hash: string; response: string }>`
          select request_hash, response from platform.idempotency where actor_id = ${scope.actor.id} and key = ${key}`.execute(
          tx,
        );
        if (rows[0]?.request_hash !== hash) throw new Refused({ code: 'idempotency_key_reused' });
        return rows[0].response;
      }
      const result = await run({ ...scope, tx });
      // A refusal changed nothing and is not remembered: the same key may succeed once the reason is gone.
      if (!result.ok) throw new Refused(result.refusal);
      const response = JSON.stringify(definition.response.parse(result.value));
      await sql`update platform.idempotency set status = 200, response = ${response}
        where actor_id = ${scope.actor.id} and key = ${key}`.execute(tx);
      return response;
    });
    return reply
      .code(200)
      .type('application/json')
      .serializer((text: string) => text)
      .send(answer);
  } catch (error) {
    if (error instanceof Refused) return sendRefusal(request, reply, error.refusal, definition.refusals);
    throw error;
  }
}
