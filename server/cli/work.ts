// Commands of the daily work: import, model fit, screen, decide. The same services as the API.

import { createWriteStream } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import { z } from 'zod';
import { businessDateOf } from '../../kernel/calendar.ts';
import { type Fen, formatYuan } from '../../kernel/money.ts';
import type { Application } from '../compose.ts';
import { importRefusalMessage } from '../contexts/households/index.ts';
import { readOutcomeFile } from '../contexts/models/index.ts';
import type { AssessmentRow } from '../contexts/monitoring/index.ts';
import { type Scope, systemScope } from '../platform/database.ts';
import { type Answer, type Command, done, Misuse, refused } from './command.ts';

const COUNTY = { county: { type: 'string', help: 'six-digit county', required: true } } as const;

/** The county's scope, its divisions loaded; refuses a code that no county has. */
async function enter(app: Application, county: string): Promise<Scope | Answer> {
  const known = await app.places.loadCounty(county);
  return known.ok
    ? systemScope(county, 'command line')
    : refused('unknown_county', `there is no county ${county}`, { county });
}

const isAnswer = (value: Scope | Answer): value is Answer => 'status' in value;

/** Progress on standard error: a line for each step. */
function steps(say: (text: string) => void): (p: { step: string; done: number; total: number }) => void {
  let last = '';
  return ({ step, total }) => {
    if (step !== last) say(`  ${step}${total > 1 ? ` (${total})` : ''} …`);
    last = step;
  };
}

const input = (file: string) => ({ name: path.basename(file), path: path.resolve(file) });

export const importCommand: Command = {
  name: 'import',
  summary: "Import a county's roster and department extracts",
  usage: '--county C --roster FILE [--members FILE] [--extracts DIR] [--rejected FILE] [--dry-run] [--json]',
  options: {
    ...COUNTY,
    roster: { type: 'string', names: 'file', help: 'workbook, or the household CSV' },
    members: { type: 'string', names: 'file', help: 'the member CSV, beside a household CSV' },
    extracts: { type: 'string', names: 'folder', help: 'folder of department extracts (CSV)' },
    rejected: { type: 'string', names: 'new file', help: "where the rejected rows' workbook is written" },
    'dry-run': { type: 'boolean', help: 'preview: nothing is changed' },
  },
  run: async ({ app, options, get, say }) => {
    const file = (name: string) => (typeof options[name] === 'string' ? String(options[name]) : null);
    const roster = [file('roster'), file('members')].filter((f) => f !== null).map(input);
    const folder = file('extracts');
    if (roster.length === 0 && folder === null) throw new Misuse('--roster or --extracts is missing');
    const own = new Set([...roster.map((f) => f.path), path.resolve(file('rejected') ?? '')]);
    const extracts =
      folder === null
        ? []
        : (await readdir(folder))
            .filter((f) => /\.csv$/i.test(f) && !/^outcomes/i.test(f))
            .sort()
            .map((f) => input(path.join(folder, f)))
            .filter((f) => !own.has(f.path));
    const scope = await enter(app, get('county'));
    if (isAnswer(scope)) return scope;
    const rejectedTo = file('rejected');
    const result = await app.households.importFiles(
      scope,
      {
        roster,
        extracts,
        dryRun: options['dry-run'] === true,
        ...(rejectedTo === null ? {} : { rejectedTo: path.resolve(rejectedTo) }),
      },
      steps(say),
    );
    if (!result.ok)
      return refused(result.refusal.code, importRefusalMessage(result.refusal, 'zh'), result.refusal.detail);
    const { households: h, persons: p, problems, seconds } = result.value;
    return done(
      result.value,
      `households ${h.accepted} of ${h.read} accepted, persons ${p.accepted} of ${p.read}, ${problems.length} problems, ${seconds} s`,
    );
  },
};

export const modelFitCommand: Command = {
  name: 'model fit',
  summary: "Fit the relapse model on last year's outcomes and publish it for every county",
  usage: '--county C --outcomes FILE.csv [--year Y] [--json]',
  options: {
    ...COUNTY,
    outcomes: { type: 'string', names: 'file', help: 'CSV with 户编号, 是否返贫, 主要原因', required: true },
    year: { type: 'string', help: 'year of the outcomes; by default the year after the facts' },
  },
  run: async ({ app, options, get, say }) => {
    if (options.year !== undefined && !/^\d{4}$/.test(String(options.year)))
      throw new Misuse('--year takes a year, as 2026');
    const scope = await enter(app, get('county'));
    if (isAnswer(scope)) return scope;
    const read = readOutcomeFile(await readFile(get('outcomes')));
    if (!read.ok)
      return refused(read.refusal.code, `the outcomes file cannot be read: ${read.refusal.code}`, read.refusal.detail);
    const asOf = await app.monitoring.refreshFacts(scope);
    const year = Number(options.year ?? Number(asOf.slice(0, 4)) + 1);
    const taken = await app.models.importOutcomes(scope, { year, rows: read.value });
    if (!taken.ok) return refused(taken.refusal.code, taken.refusal.code, taken.refusal.detail);
    const fitted = await app.models.fitLogistic(scope, { year }, steps(say));
    if (!fitted.ok) return refused(fitted.refusal.code, `no model: ${fitted.refusal.code}`, fitted.refusal.detail);
    const published = await app.models.publish(scope, fitted.value.id);
    if (!published.ok) return refused(published.refusal.code, published.refusal.code);
    const { id, kind, version, card } = published.value;
    const { problems, ...outcomes } = taken.value;
    return done(
      { id, kind, version, asOf, outcomes: { ...outcomes, problems: problems.length }, card },
      `published ${kind} version ${version}, ${outcomes.accepted} households`,
    );
  },
};

export const screenCommand: Command = {
  name: 'screen',
  summary: 'Screen a county: facts, rules, model, clues',
  usage: '--county C [--out FILE.csv] [--json]',
  options: {
    ...COUNTY,
    out: { type: 'string', names: 'new file', help: 'CSV of every household' },
  },
  run: async ({ app, options, get, say }) => {
    const scope = await enter(app, get('county'));
    if (isAnswer(scope)) return scope;
    const began = performance.now();
    const screened = await app.monitoring.screen(scope, steps(say));
    if (!screened.ok) return refused(screened.refusal.code, `not screened: ${screened.refusal.code}`);
    const seconds = Math.round(performance.now() - began) / 1000;
    if (typeof options.out === 'string') await writeAssessments(app, scope, options.out);
    const {
      households,
      cluesNew,
      cluesKept,
      cluesClosed,
      byCause,
      byRule,
      byTownship,
      byCategory,
      funnel,
      flagged,
      versions,
    } = screened.value;
    const counts = (tallies: readonly { key: string; clues: number }[]) =>
      Object.fromEntries(tallies.map((t) => [t.key, t.clues]));
    const model = versions.model === null ? null : { kind: versions.model.kind, version: versions.model.version };
    return done(
      {
        households,
        clues: cluesNew + cluesKept,
        cluesNew,
        cluesKept,
        cluesClosed,
        flagged,
        byCause: counts(byCause),
        byRule: counts(byRule),
        byTownship: counts(byTownship),
        byCategory: counts(byCategory),
        funnel,
        model,
        asOf: screened.value.asOf,
        seconds,
      },
      `${households} households, ${cluesNew + cluesKept} clues at ${flagged} of them (${cluesNew} new), ${seconds} s`,
    );
  },
};

async function writeAssessments(app: Application, scope: Scope, file: string): Promise<void> {
  async function* lines(): AsyncGenerator<string[]> {
    for await (const page of app.monitoring.exportAssessments(scope)) for (const row of page) yield assessmentLine(row);
  }
  const columns = ['户编号', 'score', 'clue', 'causes', 'rules', 'category', 'income_per_head'];
  await pipeline(lines, stringify({ header: true, columns }), createWriteStream(path.resolve(file)));
}

function assessmentLine(row: AssessmentRow): string[] {
  return [
    row.no,
    row.score ?? '',
    row.clue ? '1' : '0',
    row.causes.join(';'),
    row.rules.join(';'),
    row.category ?? '',
    formatYuan(row.income_per_head_fen as Fen, { thousands: false }),
  ];
}

const needsSchema = z.array(z.record(z.string(), z.unknown())).max(50);

export const decideCommand: Command = {
  name: 'decide',
  summary: 'Admission and financing of one household, with the trace',
  usage: '--county C --household NO [--needs FILE.json] [--json]',
  options: {
    ...COUNTY,
    household: { type: 'string', help: '户编号', required: true },
    needs: { type: 'string', names: 'file', help: 'JSON: [{purpose, amountYuan, neededOn, monthsOccupied, evidence}]' },
  },
  run: async ({ app, options, get }) => {
    const scope = await enter(app, get('county'));
    if (isAnswer(scope)) return scope;
    const found = await app.households.idOf(scope, get('household'));
    if (!found.ok) return refused('household_unknown', `no household ${get('household')} in ${scope.county}`);
    const { id } = found.value;
    const needs = typeof options.needs === 'string' ? await readNeeds(options.needs) : [];
    if (needs === null) return refused('needs_unreadable', 'the needs file is no JSON list of needs');
    await app.monitoring.refreshFacts(scope, { householdId: id });
    const suggested = await app.admission.suggestAdmission(scope, id);
    if (!suggested.ok) return refused(suggested.refusal.code, suggested.refusal.code, suggested.refusal.detail);
    const { outcome, reasons, clause, ruleVersion, trace } = suggested.value;
    const plan = await app.financing.suggestPlan(scope, { householdId: id, needs });
    const json = {
      admission: { outcome, reasons, clause, ruleVersion, trace },
      plan: plan.ok ? plan.value : { refused: { code: plan.refusal.code, detail: plan.refusal.detail ?? {} } },
    };
    const why = reasons.map((r) => r.zh).join('；');
    return done(
      json,
      `${outcome}: ${why}\n${plan.ok ? `plan drawn on ${businessDateOf(app.clock.now())}` : `no plan: ${plan.refusal.code}`}`,
    );
  },
};

async function readNeeds(file: string): Promise<Record<string, unknown>[] | null> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new Misuse(`no file ${file}`);
    throw error;
  }
  try {
    const parsed = needsSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
