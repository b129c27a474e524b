// The API door: every context's routes on one HTTP application, with the pages beside them.

import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Application } from './compose.ts';
import { registerAdmissionRoutes } from './contexts/admission/routes.ts';
import { registerFinancingRoutes } from './contexts/financing/routes.ts';
import { registerHouseholdImportRoutes } from './contexts/households/import-routes.ts';
import { registerHouseholdRoutes } from './contexts/households/routes.ts';
import { registerIdentityRoutes } from './contexts/identity/routes.ts';
import { registerModelsRoutes } from './contexts/models/routes.ts';
import { registerMonitoringRoutes } from './contexts/monitoring/routes.ts';
import { registerPlacesRoutes } from './contexts/places/routes.ts';
import { registerRulesRoutes } from './contexts/rules/routes.ts';
import { demoSignIns } from './demo.ts';
import { createApp } from './platform/http/app.ts';
import { registerJobRoutes } from './platform/http/jobs.ts';
import { servePages } from './platform/http/pages.ts';
import { API } from './platform/http/route.ts';

const metaSchema = z.object({
  name: z.string(),
  demo: z.boolean(),
  counties: z.array(z.object({ county: z.string(), name: z.string(), demo: z.boolean() })),
  /** Sign-ins of the demonstration county; only where the server listens on this machine alone. */
  demoSignIns: z.array(z.object({ username: z.string(), password: z.string(), role: z.string(), name: z.string() })),
  /** What the county's own directory is called; null where only user names and passwords sign in. */
  singleSignOn: z.string().nullable(),
});

export interface ApiOptions {
  readonly requestsPerMinute?: number;
  /** Who asks; by default the session's account. */
  readonly authenticate?: Application['identity']['authenticate'];
}

export async function createApi(house: Application, options: ApiOptions = {}): Promise<FastifyInstance> {
  const { config, clock, log, database, auth, jobs, places, identity } = house;
  const app = await createApp({
    database,
    clock,
    log,
    authenticate: options.authenticate ?? identity.authenticate,
    requestsPerMinute: options.requestsPerMinute,
    trustedProxies: config.trustedProxies,
  });
  auth.mount(app);

  app.get(
    `${API}/meta`,
    {
      schema: {
        operationId: 'meta',
        summary: 'What this installation is, before sign-in',
        tags: ['meta'],
        response: { 200: metaSchema },
      },
    },
    async (request) => {
      const counties = await places.counties();
      // A reverse proxy on this machine speaks for the world: the name that the browser used must be local too.
      const local = isLoopback(config.host) && isLoopback(request.hostname);
      const demo = counties.some((c) => c.demo);
      const singleSignOn = config.singleSignOn?.name ?? null;
      const signIns = demo && local ? await demoSignIns(config) : [];
      return { name: '兴农', demo, counties, demoSignIns: signIns, singleSignOn };
    },
  );
  registerJobRoutes(app, jobs, database);
  registerPlacesRoutes(app, places);
  registerHouseholdRoutes(app, house.households);
  registerHouseholdImportRoutes(app, {
    households: house.households,
    jobs,
    database,
    uploadDir: path.join(config.dataDir, 'uploads'),
  });
  registerAdmissionRoutes(app, house.admission);
  registerFinancingRoutes(app, house.financing);
  registerRulesRoutes(app, house.rules);
  registerModelsRoutes(app, house.models);
  registerMonitoringRoutes(app, { monitoring: house.monitoring, jobs, database });
  registerIdentityRoutes(app, {
    identity,
    database,
    businessDate: places.businessDate,
    isDemo: async (county) => (await places.counties()).some((c) => c.county === county && c.demo),
  });
  await servePages(app);
  return app;
}

function isLoopback(host: string): boolean {
  return ['127.0.0.1', 'localhost', '::1', '[::1]'].includes(host);
}
