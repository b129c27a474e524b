// Commands of operators: migrate, verify, user add.

import { ROLES } from '../../kernel/permissions.ts';
import { verify } from '../platform/audit.ts';
import { systemScope } from '../platform/database.ts';
import { type Command, done, refused } from './command.ts';

export const migrateCommand: Command = {
  name: 'migrate',
  summary: 'Bring the database up to date (every start does it too)',
  usage: '[--json]',
  options: {},
  run: async ({ app }) => {
    const applied = app.house.migrated;
    return done({ applied }, applied.length === 0 ? 'up to date' : `applied ${applied.join(', ')}`);
  },
};

export const verifyCommand: Command = {
  name: 'verify',
  summary: "Walk each county's audit chain and say whether it holds",
  usage: '[--county C] [--json]',
  options: { county: { type: 'string', help: 'one county only' } },
  run: async ({ app, options }) => {
    const counties =
      typeof options.county === 'string' ? [options.county] : (await app.places.counties()).map((c) => c.county);
    const verdicts = [];
    for (const county of counties) verdicts.push({ county, ...(await verify(app.database, systemScope(county))) });
    const broken = verdicts.filter((v) => !v.ok);
    const text =
      verdicts
        .map((v) => `${v.county}  ${v.events} events  ${v.ok ? 'holds' : `BROKEN at ${v.brokenAt} (${v.why})`}`)
        .join('\n') || 'no county yet';
    return broken.length === 0
      ? done({ ok: true, counties: verdicts }, text)
      : { ...refused('audit_broken', text), json: { ok: false, counties: verdicts } };
  },
};

export const userAddCommand: Command = {
  name: 'user add',
  summary: 'Make an account; the password is read from XINGNONG_PASSWORD',
  usage: '--county C --username U --name N --role R [--region CODE] [--household UUID]',
  options: {
    county: { type: 'string', help: 'six-digit county', required: true },
    username: { type: 'string', help: 'letters, digits, _ and .', required: true },
    name: { type: 'string', help: "the person's name", required: true },
    role: { type: 'string', help: ROLES.join(', '), required: true },
    region: { type: 'string', help: 'division code of the scope; the county by default' },
    household: { type: 'string', help: 'household id, for a farmer' },
  },
  run: async ({ app, options, get }) => {
    const county = get('county');
    const known = await app.places.loadCounty(county);
    if (!known.ok) return refused(known.refusal.code, `there is no county ${county}`);
    const made = await app.identity.addAccount(systemScope(county, 'command line'), {
      username: get('username'),
      name: get('name'),
      role: get('role'),
      password: process.env.XINGNONG_PASSWORD ?? '',
      region: String(options.region ?? county),
      householdId: typeof options.household === 'string' ? options.household : null,
    });
    return made.ok
      ? done(made.value, `made ${made.value.username}`)
      : refused(made.refusal.code, made.refusal.code, made.refusal.detail);
  },
};
