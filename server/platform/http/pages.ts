// Serves the built web: the officials' application at / and the phone application at /m/, deep links included.

import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { sendRefusal } from './problem.ts';

const built = fileURLToPath(new URL('../../../dist/web/', import.meta.url));

/** Mounts the pages where they have been built; without them the API still answers. Any other address is not found. */
export async function servePages(app: FastifyInstance, directory = built): Promise<void> {
  if (!existsSync(path.join(directory, 'index.html'))) {
    app.setNotFoundHandler((request, reply) => sendRefusal(request, reply, { code: 'not_found' }));
    return;
  }
  await app.register(fastifyStatic, {
    root: directory,
    wildcard: false,
    index: ['index.html'],
    setHeaders: (reply, file) => {
      // Names under assets/ carry a hash of their content and never change; pages are asked for anew.
      reply.header(
        'cache-control',
        file.includes(`${path.sep}assets${path.sep}`) ? 'public, max-age=31536000, immutable' : 'no-cache',
      );
    },
  });
  app.setNotFoundHandler((request, reply) => {
    const address = request.url.split('?')[0] ?? '';
    if (request.method !== 'GET' || address.startsWith('/api/') || /\.[a-z0-9]+$/i.test(address))
      return sendRefusal(request, reply, { code: 'not_found' });
    return reply.sendFile(/^\/m(\/|$)/.test(address) ? 'm/index.html' : 'index.html');
  });
}
