// The county's register of produce: listed, withdrawn, never deleted.

import { sql } from 'kysely';
import { newId } from '../../../kernel/ids.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { append } from '../../platform/audit.ts';
import type { Scope, Tx } from '../../platform/database.ts';
import type { AdmissionDependencies } from './dependencies.ts';
import { checkEntry, type EntryRefusal, type NamedProduce, type Nature, type ProduceEntry } from './domain/produce.ts';

export interface Produce extends ProduceEntry {
  readonly id: string;
  readonly originName: string;
  readonly listedOn: string;
  readonly listedBy: string;
  readonly withdrawnOn: string | null;
  readonly withdrawnBy: string | null;
  readonly withdrawnReason: string | null;
}

export type ListingRefusal = EntryRefusal | 'produce_listed';
export type WithdrawalRefusal = 'produce_unknown' | 'produce_withdrawn' | 'reason_missing';

interface ProduceRow {
  id: string;
  name: string;
  nature: Nature;
  origin: string;
  origin_name: string;
  source: string;
  listed_on: string;
  listed_by_name: string;
  withdrawn_on: string | null;
  withdrawn_by_name: string | null;
  withdrawn_reason: string | null;
}

export function produceService({
  database,
  clock,
  businessDate,
}: Pick<AdmissionDependencies, 'database' | 'clock' | 'businessDate'>) {
  /** Everything that is or was in the register; what is in it first, by name. */
  async function listProduce(scope: Scope): Promise<Produce[]> {
    return await database.transaction(scope, (tx) => readProduce(tx, scope.county));
  }

  /** Puts produce into the register. Refuses as `checkEntry`, `origin_elsewhere` also for no known place, `produce_listed`. */
  async function addProduce(scope: Scope, entry: ProduceEntry): Promise<Result<Produce, ListingRefusal>> {
    const checked = checkEntry(entry, scope.county);
    if (!checked.ok) return checked;
    const at = clock.now();
    const today = await businessDate(scope.county);
    const id = newId(at.getTime());
    const { name, nature, origin, source } = checked.value;
    return await database.transaction(scope, async (tx) => {
      const { rows } = await sql`select 1 from places.pub_division where code = ${origin}`.execute(tx);
      if (rows.length === 0) return refuse('origin_elsewhere', { origin });
      const { numAffectedRows } = await sql`
        insert into admission.produce (county, id, name, nature, origin, source, listed_on, listed_by, listed_by_name, listed_at)
        values (${scope.county}, ${id}, ${name}, ${nature}, ${origin}, ${source}, ${today}, ${scope.actor.id}, ${scope.actor.name}, ${at})
        on conflict (county, name) where withdrawn_on is null do nothing`.execute(tx);
      if (numAffectedRows !== 1n) return refuse('produce_listed', { name });
      await append(tx, scope, { at, action: 'addProduce', subject: `produce:${id}`, after: checked.value });
      return ok(await reread(tx, scope.county, id));
    });
  }

  /** Takes produce out of the register; decisions that named it stay as they are. Refuses in the order of the type. */
  async function withdrawProduce(
    scope: Scope,
    id: string,
    reason: string,
  ): Promise<Result<Produce, WithdrawalRefusal>> {
    const at = clock.now();
    const today = await businessDate(scope.county);
    const why = reason.trim();
    return await database.transaction(scope, async (tx) => {
      const { rows } = await sql<{ withdrawn_on: string | null }>`
        select withdrawn_on from admission.produce where county = ${scope.county} and id = ${id} for update`.execute(
        tx,
      );
      if (rows[0] === undefined) return refuse('produce_unknown');
      if (rows[0].withdrawn_on !== null) return refuse('produce_withdrawn', { on: rows[0].withdrawn_on });
      if (why.length < 4) return refuse('reason_missing');
      await sql`update admission.produce set withdrawn_on = ${today}, withdrawn_by = ${scope.actor.id},
          withdrawn_by_name = ${scope.actor.name}, withdrawn_reason = ${why}
        where county = ${scope.county} and id = ${id}`.execute(tx);
      await append(tx, scope, { at, action: 'withdrawProduce', subject: `produce:${id}`, note: why });
      return ok(await reread(tx, scope.county, id));
    });
  }

  async function reread(tx: Tx, county: string, id: string): Promise<Produce> {
    const found = (await readProduce(tx, county)).find((one) => one.id === id);
    if (found === undefined) throw new Error('produce just written is not there');
    return found;
  }

  return { listProduce, addProduce, withdrawProduce };
}

async function readProduce(tx: Tx, county: string): Promise<Produce[]> {
  const { rows } = await sql<ProduceRow>`
    select p.id, p.name, p.nature, p.origin, coalesce(d.name, p.origin) as origin_name, p.source, p.listed_on, p.listed_by_name,
      p.withdrawn_on, p.withdrawn_by_name, p.withdrawn_reason
    from admission.produce p left join places.pub_division d on d.code = p.origin
    where p.county = ${county} order by p.withdrawn_on nulls first, p.name, p.id`.execute(tx);
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    nature: row.nature,
    origin: row.origin,
    originName: row.origin_name,
    source: row.source,
    listedOn: row.listed_on,
    listedBy: row.listed_by_name,
    withdrawnOn: row.withdrawn_on,
    withdrawnBy: row.withdrawn_by_name,
    withdrawnReason: row.withdrawn_reason,
  }));
}

/** What may be named today; nobody withdraws it before this transaction ends. */
export async function listedProduce(tx: Tx, county: string): Promise<NamedProduce[]> {
  const { rows } = await sql<NamedProduce>`
    select id, name, nature from admission.produce where county = ${county} and withdrawn_on is null for share`.execute(
    tx,
  );
  return rows;
}
