// The HTTP application: Fastify with validation, problem details, limits, security headers, OpenAPI, metrics, health.

import { randomUUID } from 'node:crypto';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import {
  hasZodFastifySchemaValidationErrors,
  jsonSchemaTransform,
  serializerCompiler,
  validatorCompiler,
} from 'fastify-type-provider-zod';
import { sql } from 'kysely';
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import { type Database, errorCode } from '../database.ts';
import { createMetrics } from '../metrics.ts';
import { sendFault, sendRefusal } from './problem.ts';
import type { RouteHost } from './route.ts';

export interface AppOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Logger;
  readonly authenticate: RouteHost['authenticate'];
  /** Requests a minute and address; sign-in has its own, narrower limit. */
  readonly requestsPerMinute?: number;
  /** Reverse proxies whose forwarded address is the client's. */
  readonly trustedProxies?: string | null;
  /** Largest upload in bytes. */
  readonly maxUploadBytes?: number;
}

export async function createApp(options: AppOptions): Promise<FastifyInstance> {
  const { database, clock, log } = options;
  const app = Fastify({
    loggerInstance: log as FastifyBaseLogger,
    genReqId: () => randomUUID(),
    bodyLimit: 2 * 1024 * 1024,
    trustProxy: options.trustedProxies ?? false,
    logController: new LogController({ disableRequestLogging: true }),
    routerOptions: { ignoreTrailingSlash: true },
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.decorate('routeHost', { database, authenticate: options.authenticate, now: () => clock.now(), declared: [] });
  app.decorateRequest('scope', null);

  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        // antd writes its tokens into style elements; no script is ever inline.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        workerSrc: ["'self'", 'blob:'],
        connectSrc: ["'self'"],
        upgradeInsecureRequests: null,
      },
    },
    hsts: false,
  });
  await app.register(rateLimit, {
    max: options.requestsPerMinute ?? 1200,
    timeWindow: '1 minute',
    allowList: (request) => !request.url.startsWith('/api/'),
    errorResponseBuilder: () => Object.assign(new Error('too many requests'), { statusCode: 429 }),
  });
  await app.register(multipart, {
    limits: { fileSize: options.maxUploadBytes ?? 400 * 1024 * 1024, files: 20, fields: 20 },
  });
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Xingnong 兴农',
        version: '1',
        description: 'Every operation names its action; kernel/permissions.ts says which roles may.',
      },
    },
    transform: jsonSchemaTransform,
  });

  const metrics = createMetrics();
  app.addHook('onResponse', async (request, reply) => {
    metrics.observe(request.method, request.routeOptions.url ?? 'unknown', reply.statusCode, reply.elapsedTime);
    if (request.url.startsWith('/api/')) {
      log.info(
        {
          reference: request.id,
          method: request.method,
          route: request.routeOptions.url,
          status: reply.statusCode,
          ms: Math.round(reply.elapsedTime),
          actor: request.scope?.actor.id,
        },
        'request',
      );
    }
  });
  app.addHook('onSend', async (request, reply) => {
    reply.header('x-request-id', request.id);
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store');
  });

  app.setErrorHandler((error: Error & { statusCode?: number; code?: string }, request, reply) => {
    if (hasZodFastifySchemaValidationErrors(error)) {
      const errors = error.validation.map((v) => ({
        path: v.instancePath.replace(/^\//, '').replaceAll('/', '.'),
        code: v.keyword,
        message: v.message ?? '',
      }));
      return sendRefusal(request, reply, { code: 'invalid_request' }, {}, errors);
    }
    if (error.statusCode === 429) return sendRefusal(request, reply, { code: 'too_many_requests' });
    if (error.statusCode === 413) return sendRefusal(request, reply, { code: 'too_large' });
    if (error.statusCode === 415 || error.statusCode === 406)
      return sendRefusal(request, reply, { code: 'unsupported_media' });
    if (error.statusCode === 400)
      return sendRefusal(request, reply, { code: 'invalid_request' }, {}, [
        { path: '', code: error.code ?? 'bad_request', message: error.message },
      ]);
    log.error({ err: error, reference: request.id, sqlstate: errorCode(error) }, 'request failed');
    return sendFault(request, reply);
  });

  app.get('/healthz', { schema: { hide: true } }, async () => ({ status: 'ok' }));
  app.get('/readyz', { schema: { hide: true } }, async (_request, reply) => {
    try {
      await sql`select 1`.execute(database.reference);
      return { status: 'ready' };
    } catch (error) {
      log.warn({ err: error }, 'not ready');
      return reply.code(503).send({ status: 'database unavailable' });
    }
  });
  app.get('/metrics', { schema: { hide: true } }, async (_request, reply) =>
    reply.type(metrics.contentType).send(await metrics.text()),
  );
  return app;
}
