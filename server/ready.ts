// What a server needs before it answers: on the very first run, the demonstration county.

import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROLE_SCOPE_DIGITS } from '../kernel/permissions.ts';
import type { Result } from '../kernel/result.ts';
import type { Application } from './compose.ts';
import { readOutcomeFile } from './contexts/models/index.ts';
import { DEMO_COUNTY, DEMO_PRODUCE, DEMO_PRODUCE_SOURCE, makeDemoSignIns } from './demo.ts';
import { type Scope, systemScope } from './platform/database.ts';

const folder = fileURLToPath(new URL('../demo/', import.meta.url));

/**
 * Loads the demonstration county where no county exists yet, unless DEMO=off: its files through the ordinary import,
 * a model fitted on its outcomes, one screening, and a sign-in for each role. Each step is skipped where it is done, so
 * that a first start which was killed is finished by the next.
 */
export async function makeReady(house: Application, say: (text: string) => void): Promise<void> {
  if (process.env.DEMO === 'off') return;
  const counties = await house.places.counties();
  if (counties.some((c) => !c.demo)) return;
  const scope = systemScope(DEMO_COUNTY, '示范县装载');
  if (await isReady(house, scope)) return;
  say('First run: loading the demonstration county (its people are invented) …');
  granted(await house.places.loadCounty(DEMO_COUNTY, { demo: true }));
  const found = await readdir(folder);
  const file = (name: string) => ({ name, path: path.join(folder, name) });
  const imported = granted(
    await house.households.importFiles(scope, {
      roster: found.filter((name) => name.endsWith('.xlsx')).map(file),
      extracts: found.filter((name) => name.endsWith('.csv') && !name.startsWith('outcomes')).map(file),
    }),
  );
  say(`  ${imported.households.accepted} households, ${imported.persons.accepted} persons`);
  await fitDemoModel(house, scope);
  const screened = granted(await house.monitoring.screen(scope));
  say(`  screened: ${screened.flagged} households with ${screened.cluesNew + screened.cluesKept} clues`);
  await listProduce(house, scope);
  await makeAccounts(house, scope);
}

async function listProduce(house: Application, scope: Scope): Promise<void> {
  for (const one of DEMO_PRODUCE) {
    const listed = await house.admission.addProduce(scope, { ...one, source: DEMO_PRODUCE_SOURCE });
    if (!listed.ok && listed.refusal.code !== 'produce_listed') granted(listed);
  }
}

async function isReady(house: Application, scope: Scope): Promise<boolean> {
  return (await house.identity.listAccounts(scope)).some((a) => a.role === 'auditor');
}

async function fitDemoModel(house: Application, scope: Scope): Promise<void> {
  if ((await house.models.current('logistic')) !== null) return;
  const asOf = await house.monitoring.refreshFacts(scope);
  const rows = granted(readOutcomeFile(await readFile(path.join(folder, 'outcomes-2026.csv'))));
  granted(await house.models.importOutcomes(scope, { year: Number(asOf.slice(0, 4)) + 1, rows }));
  const fitted = granted(await house.models.fitLogistic(scope));
  granted(await house.models.publish(scope, fitted.id));
}

/** One account a role, in the village with the most clues and its township; the farmer's household has a clue there. */
async function makeAccounts(house: Application, scope: Scope): Promise<void> {
  const place = await house.monitoring.busiestVillage(scope);
  if (place === null) throw new Error('the demonstration county has no clue');
  for (const { username, name, password, role } of await makeDemoSignIns(house.config)) {
    const region = place.region.slice(0, ROLE_SCOPE_DIGITS[role]);
    const made = await house.identity.addAccount(scope, {
      username,
      name,
      password,
      role,
      region,
      householdId: role === 'farmer' ? place.householdId : null,
    });
    if (!made.ok && made.refusal.code !== 'username_taken')
      throw new Error(`account ${username}: ${made.refusal.code}`);
  }
}

/** The demonstration files are ours: a refusal here is a bug. */
function granted<T>(result: Result<T>): T {
  if (!result.ok)
    throw new Error(`demonstration county: ${result.refusal.code} ${JSON.stringify(result.refusal.detail ?? {})}`);
  return result.value;
}
