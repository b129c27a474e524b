// HTTP for places: the tree that the place picker shows.

import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { ok } from '../../../kernel/result.ts';
import { route } from '../../platform/http/route.ts';
import type { Places } from './index.ts';

const divisionSchema = z.object({ code: z.string(), parent: z.string().nullable(), name: z.string() });

export function registerPlacesRoutes(app: FastifyInstance, places: Places): void {
  route(app, {
    method: 'GET',
    url: '/places',
    operationId: 'listPlaces',
    action: 'places.read',
    summary: "Divisions of the actor's county within his region, parents before children",
    response: z.object({ divisions: z.array(divisionSchema) }),
    handler: async ({ scope }) => ok({ divisions: await places.tree(scope.county, scope.region || scope.county) }),
  });
}
