// Composition root: every context is made here, once, and given what it asks of others.

import { createIdentity } from './contexts/identity/index.ts';
import { createPlaces } from './contexts/places/index.ts';
import { type Auth, createAuth } from './platform/auth.ts';
import { type Clock, systemClock } from './platform/clock.ts';
import type { Config } from './platform/config.ts';
import { readConfig } from './platform/config.ts';
import { Jobs } from './platform/jobs.ts';
import { createLog, type Logger } from './platform/log.ts';
import { type House, openHouse } from './platform/open.ts';
import { derive } from './platform/sealed.ts';

export type Application = Awaited<ReturnType<typeof compose>>;

export interface ComposeOptions {
  readonly config?: Config;
  readonly clock?: Clock;
  readonly log?: Logger;
  /** A house that is open already (tests); it is closed with the rest. */
  readonly house?: House;
}

/** Opens the house and makes the contexts. `close` ends what was opened. */
export async function compose(options: ComposeOptions = {}) {
  const config = options.config ?? readConfig();
  const clock = options.clock ?? systemClock;
  const log = options.log ?? createLog(config.logLevel);
  const house = options.house ?? (await openHouse(config, log));
  const { database } = house;
  const auth: Auth = createAuth({
    connection: house.app,
    secret: derive(house.masterKey, 'sessions').toString('base64url'),
    publicUrl: config.publicUrl,
    onError: (error) => log.warn({ err: error }, 'sign-in database connection lost'),
  });
  const jobs = new Jobs({ database, clock, log, owner: house.owner });
  const places = createPlaces({ database, clock });
  const identity = createIdentity({ database, clock, auth, householdExists: async () => false });

  return {
    config,
    clock,
    log,
    house,
    database,
    auth,
    jobs,
    places,
    identity,
    close: async () => {
      await auth.close();
      await house.close();
    },
  };
}
