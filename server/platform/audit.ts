// The audit trail: who did what to which subject, before and after; append-only and hash-chained per county.

import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Database, Scope, Tx } from './database.ts';

export interface AuditEvent {
  readonly at: Date;
  /** What was done, as the action or operation is named. */
  readonly action: string;
  /** What it was done to, as `kind:id`. */
  readonly subject: string;
  readonly before?: unknown;
  readonly after?: unknown;
  /** Purpose or reason given by the actor. */
  readonly note?: string;
}

export interface AuditRow {
  readonly seq: bigint;
  readonly at: Date;
  readonly actorId: string;
  readonly actorName: string;
  readonly role: string;
  readonly action: string;
  readonly subject: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly note: string | null;
  readonly hash: string;
}

const GENESIS = '0'.repeat(64);

const digest = (prev: string, entry: string) =>
  createHash('sha256').update(prev).update('\n').update(entry).digest('hex');

const plain = (_key: string, value: unknown) => (typeof value === 'bigint' ? value.toString() : value);

/** Appends one event in the caller's transaction: it is kept exactly when the change is kept. */
export async function append(tx: Tx, scope: Scope, event: AuditEvent): Promise<void> {
  await appendAll(tx, scope, [event]);
}

/** Appends several events in order, locking the county's chain once. */
export async function appendAll(tx: Tx, scope: Scope, events: readonly AuditEvent[]): Promise<void> {
  if (events.length === 0) return;
  const { county, actor } = scope;
  await sql`insert into platform.audit_head (county, seq, hash) values (${county}, 0, ${GENESIS}) on conflict (county) do nothing`.execute(
    tx,
  );
  const head = await sql<{ seq: bigint; hash: string }>`
    select seq, hash from platform.audit_head where county = ${county} for update`.execute(tx);
  let { seq, hash } = head.rows[0]!;
  const rows = events.map((event) => {
    seq += 1n;
    const entry = JSON.stringify(
      {
        county,
        seq: seq.toString(),
        at: event.at.toISOString(),
        actorId: actor.id,
        actorName: actor.name,
        role: actor.role,
        action: event.action,
        subject: event.subject,
        before: event.before ?? null,
        after: event.after ?? null,
        note: event.note ?? null,
      },
      plain,
    );
    const prev = hash;
    hash = digest(prev, entry);
    return { seq, at: event.at, action: event.action, subject: event.subject, entry, prev, hash };
  });
  await sql`insert into platform.audit (county, seq, at, actor_id, actor_name, role, action, subject, entry, prev_hash, hash)
    select ${county}, u.seq, u.at, ${actor.id}, ${actor.name}, ${actor.role}, u.action, u.subject, u.entry, u.prev, u.hash
    from unnest(${rows.map((r) => r.seq)}::bigint[], ${rows.map((r) => r.at)}::timestamptz[], ${rows.map((r) => r.action)}::text[],
      ${rows.map((r) => r.subject)}::text[], ${rows.map((r) => r.entry)}::text[], ${rows.map((r) => r.prev)}::text[],
      ${rows.map((r) => r.hash)}::text[]) as u (seq, at, action, subject, entry, prev, hash)`.execute(tx);
  await sql`update platform.audit_head set seq = ${seq}, hash = ${hash} where county = ${county}`.execute(tx);
}

export interface AuditQuery {
  readonly subject?: string;
  readonly actorId?: string;
  readonly action?: string;
  /** Only events before this sequence number (paging backwards). */
  readonly before?: bigint;
  readonly limit: number;
}

/** The newest events first. */
export async function read(tx: Tx, county: string, query: AuditQuery): Promise<AuditRow[]> {
  const { rows } = await sql<StoredRow>`
    select seq, at, actor_id, actor_name, role, action, subject, entry, prev_hash, hash from platform.audit
    where county = ${county}
      and (${query.subject ?? null}::text is null or subject = ${query.subject ?? null})
      and (${query.actorId ?? null}::text is null or actor_id = ${query.actorId ?? null})
      and (${query.action ?? null}::text is null or action = ${query.action ?? null})
      and (${query.before ?? null}::bigint is null or seq < ${query.before ?? null})
    order by seq desc limit ${query.limit}`.execute(tx);
  return rows.map((row) => {
    const entry = JSON.parse(row.entry) as { before: unknown; after: unknown; note: string | null };
    return {
      seq: row.seq,
      at: row.at,
      actorId: row.actor_id,
      actorName: row.actor_name,
      role: row.role,
      action: row.action,
      subject: row.subject,
      before: entry.before,
      after: entry.after,
      note: entry.note,
      hash: row.hash,
    };
  });
}

interface StoredRow {
  seq: bigint;
  at: Date;
  actor_id: string;
  actor_name: string;
  role: string;
  action: string;
  subject: string;
  entry: string;
  prev_hash: string;
  hash: string;
}

export type Verdict =
  | { readonly ok: true; readonly events: number; readonly head: string }
  | {
      readonly ok: false;
      readonly events: number;
      readonly brokenAt: string;
      readonly why: 'gap' | 'hash' | 'columns' | 'head';
    };

/**
 * Walks a county's chain from its beginning: every hash, every column, no gap, and the head at the end. Write the head's hash
 * down elsewhere: a chain that was rebuilt as a whole has another.
 */
export async function verify(database: Database, scope: Scope, page = 5000): Promise<Verdict> {
  let seq = 0n;
  let hash = GENESIS;
  for (;;) {
    const rows = await database.transaction(
      scope,
      async (tx) =>
        (
          await sql<StoredRow>`select seq, at, actor_id, actor_name, role, action, subject, entry, prev_hash, hash
        from platform.audit where county = ${scope.county} and seq > ${seq} order by seq limit ${page}`.execute(tx)
        ).rows,
    );
    for (const row of rows) {
      const fail = (why: 'gap' | 'hash' | 'columns') => ({
        ok: false as const,
        events: Number(seq),
        brokenAt: row.seq.toString(),
        why,
      });
      if (row.seq !== seq + 1n) return fail('gap');
      if (row.prev_hash !== hash || digest(hash, row.entry) !== row.hash) return fail('hash');
      if (!columnsAgree(row)) return fail('columns');
      seq = row.seq;
      hash = row.hash;
    }
    if (rows.length < page) break;
  }
  const head = await database.transaction(
    scope,
    async (tx) =>
      (
        await sql<{
          seq: bigint;
          hash: string;
        }>`select seq, hash from platform.audit_head where county = ${scope.county}`.execute(tx)
      ).rows[0],
  );
  if (head !== undefined && (head.seq !== seq || head.hash !== hash))
    return { ok: false, events: Number(seq), brokenAt: head.seq.toString(), why: 'head' };
  return { ok: true, events: Number(seq), head: hash };
}

function columnsAgree(row: StoredRow): boolean {
  const entry = JSON.parse(row.entry) as Record<string, unknown>;
  return (
    entry.seq === row.seq.toString() &&
    entry.at === row.at.toISOString() &&
    entry.actorId === row.actor_id &&
    entry.actorName === row.actor_name &&
    entry.role === row.role &&
    entry.action === row.action &&
    entry.subject === row.subject
  );
}
