// Long tasks: queued with the data they belong to (pg-boss in the same PostgreSQL), run by workers, watched by people.
// A job's work must be resumable or idempotent: after a kill it runs again.

import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import pg from 'pg';
import { type Db, fromKysely, PgBoss } from 'pg-boss';
import type { Clock } from './clock.ts';
import type { Connection, Database, Scope, Tx } from './database.ts';
import { systemScope } from './database.ts';
import type { Logger } from './log.ts';
import { APP_ROLE } from './migrate.ts';

/** Called by long work with what is done so far; `total` is 0 while it is unknown. */
export type Progress = (progress: { readonly step: string; readonly done: number; readonly total: number }) => void;

export interface JobContext {
  /** The scope to work in: the actor who asked, within the county. */
  readonly scope: Scope;
  readonly input: Record<string, unknown>;
  readonly report: Progress;
}

/** Does the work and returns what people are shown at the end; throws only for bugs and lost connections. */
export type JobHandler = (context: JobContext) => Promise<Record<string, unknown>>;

export interface JobRun {
  readonly id: string;
  readonly kind: string;
  readonly state: 'queued' | 'running' | 'done' | 'failed';
  readonly step: string;
  readonly done: number;
  readonly total: number;
  readonly actorName: string;
  readonly result: Record<string, unknown> | null;
  readonly error: string | null;
  readonly queuedAt: string;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
}

const QUEUE = 'work';
const REPORT_EVERY_MS = 250;

export class Jobs {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #log: Logger;
  readonly #boss: PgBoss;
  readonly #owner: pg.Pool;
  readonly #handlers = new Map<string, JobHandler>();

  constructor(options: { database: Database; clock: Clock; log: Logger; owner: Connection }) {
    this.#database = options.database;
    this.#clock = options.clock;
    this.#log = options.log;
    this.#owner = new pg.Pool({ ...options.owner, max: 3, application_name: 'xingnong-jobs' });
    this.#owner.on('error', (error) => this.#log.warn({ err: error }, 'job database connection lost'));
    const db: Db = { executeSql: async (text, values) => await this.#owner.query(text, values) };
    this.#boss = new PgBoss({ db, schema: 'pgboss' });
    this.#boss.on('error', (error) => this.#log.warn({ err: error }, 'job queue'));
  }

  register(kind: string, handler: JobHandler): void {
    this.#handlers.set(kind, handler);
  }

  async start(): Promise<void> {
    await this.#boss.start();
    await this.#boss.createQueue(QUEUE, {
      retryLimit: 2,
      retryDelay: 1,
      expireInSeconds: 4 * 3600,
      heartbeatSeconds: 30,
    });
    await this.#owner.query(`grant usage on schema pgboss to ${APP_ROLE};
      grant select, insert, update on all tables in schema pgboss to ${APP_ROLE};
      grant execute on all functions in schema pgboss to ${APP_ROLE}`);
  }

  /** Takes jobs one at a time; call after every kind is registered. */
  async work(): Promise<void> {
    await this.#boss.work<{ runId: string; county: string }>(
      QUEUE,
      { pollingIntervalSeconds: 0.5, batchSize: 1 },
      async ([job]) => {
        if (job !== undefined) await this.#run(job.data.county, job.data.runId);
      },
    );
  }

  async stop(): Promise<void> {
    await this.#boss.stop({ graceful: true, timeout: 5000, close: false });
    await this.#owner.end();
  }

  /** Queues a job in the caller's transaction: it exists exactly when the data it needs is committed. */
  async enqueue(tx: Tx, scope: Scope, kind: string, input: Record<string, unknown>): Promise<string> {
    if (!this.#handlers.has(kind)) throw new Error(`no handler for jobs of kind ${kind}`);
    const id = randomUUID();
    await sql`insert into platform.job_run (id, county, kind, actor_id, actor_name, state, step, done, total, input, queued_at)
      values (${id}, ${scope.county}, ${kind}, ${scope.actor.id}, ${scope.actor.name}, 'queued', '', 0, 0,
        ${JSON.stringify(input)}::jsonb, ${this.#clock.now()})`.execute(tx);
    await this.#boss.send(QUEUE, { runId: id, county: scope.county }, { db: fromKysely(tx) });
    return id;
  }

  async find(tx: Tx, county: string, id: string): Promise<JobRun | null> {
    const { rows } =
      await sql<StoredRun>`select * from platform.job_run where county = ${county} and id = ${id}`.execute(tx);
    return rows[0] === undefined ? null : present(rows[0]);
  }

  async recent(tx: Tx, county: string, limit: number): Promise<JobRun[]> {
    const { rows } =
      await sql<StoredRun>`select * from platform.job_run where county = ${county} order by queued_at desc limit ${limit}`.execute(
        tx,
      );
    return rows.map(present);
  }

  async #run(county: string, id: string): Promise<void> {
    const system = systemScope(county);
    const row = await this.#database.transaction(
      system,
      async (tx) =>
        (
          await sql<StoredRun>`update platform.job_run set state = 'running', started_at = ${this.#clock.now()}, error = null
        where county = ${county} and id = ${id} and state in ('queued', 'running') returning *`.execute(tx)
        ).rows[0],
    );
    // Already done: the queue delivered it twice.
    if (row === undefined) return;
    const handler = this.#handlers.get(row.kind);
    if (handler === undefined) throw new Error(`no handler for jobs of kind ${row.kind}`);
    const scope: Scope = { ...system, actor: { id: row.actor_id, name: row.actor_name, role: 'system' } };
    const reporter = this.#reporter(system, id);
    try {
      const result = await handler({ scope, input: row.input, report: reporter.report });
      await reporter.settle();
      await this.#database.transaction(system, (tx) =>
        sql`update platform.job_run set state = 'done', result = ${JSON.stringify(result)}::jsonb,
        done = greatest(done, total), ended_at = ${this.#clock.now()} where county = ${county} and id = ${id}`.execute(
          tx,
        ),
      );
    } catch (error) {
      await reporter.settle();
      this.#log.error({ err: error, job: id, kind: row.kind }, 'job failed');
      await this.#database.transaction(system, (tx) =>
        sql`update platform.job_run set state = 'failed',
        error = ${error instanceof Error ? error.message : String(error)}, ended_at = ${this.#clock.now()}
        where county = ${county} and id = ${id}`.execute(tx),
      );
    }
  }

  /** Writes at most four times a second, one write at a time, and never slows the work. */
  #reporter(scope: Scope, id: string): { report: Progress; settle: () => Promise<void> } {
    let last = 0;
    let writing: Promise<unknown> = Promise.resolve();
    const report: Progress = ({ step, done, total }) => {
      const at = performance.now();
      if (at - last < REPORT_EVERY_MS && done !== total) return;
      last = at;
      writing = writing
        .then(() =>
          this.#database.transaction(scope, (tx) =>
            sql`update platform.job_run
        set step = ${step}, done = ${Math.round(done)}, total = ${Math.round(total)} where county = ${scope.county} and id = ${id}`.execute(
              tx,
            ),
          ),
        )
        .catch((error: unknown) => this.#log.warn({ err: error, job: id }, 'progress not written'));
    };
    return {
      report,
      settle: async () => {
        await writing;
      },
    };
  }
}

interface StoredRun {
  id: string;
  county: string;
  kind: string;
  actor_id: string;
  actor_name: string;
  state: JobRun['state'];
  step: string;
  done: bigint;
  total: bigint;
  input: Record<string, unknown>;
  result: Record<string, unknown> | null;
  error: string | null;
  queued_at: Date;
  started_at: Date | null;
  ended_at: Date | null;
}

function present(row: StoredRun): JobRun {
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    step: row.step,
    done: Number(row.done),
    total: Number(row.total),
    actorName: row.actor_name,
    result: row.result,
    error: row.error,
    queuedAt: row.queued_at.toISOString(),
    startedAt: row.started_at?.toISOString() ?? null,
    endedAt: row.ended_at?.toISOString() ?? null,
  };
}
