// What ships with the product, put into the database: on the first run, and again where a release changed it.

import { businessDateOf } from '../../../kernel/calendar.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database.ts';
import { readTable } from './domain/table.ts';
import { PARAMETERS } from './parameters.ts';
import { findLatest, hashOf, insertParameters, insertVersion } from './repository.ts';
import type { ShippedTable } from './shipped.ts';

/** First versions hold from the day that the monitoring mechanism does (中农组发〔2021〕7号). */
const FIRST_DAY = '2021-01-01';
const INSTALLER = '系统内置';

/** Safe to repeat: values and versions that are there already are left alone. */
export async function installShipped(database: Database, clock: Clock, tables: readonly ShippedTable[]): Promise<void> {
  const at = clock.now();
  const db = database.reference;
  await insertParameters(
    db,
    PARAMETERS.flatMap(({ name, unit, source, confidence, values }) =>
      values.map((value) => ({
        region: value.region ?? '',
        name,
        validFrom: value.validFrom,
        validTo: value.validTo ?? null,
        value: value.value,
        unit,
        source: value.source ?? source,
        confidence: value.confidence ?? confidence,
        note: '',
        recordedAt: at.toISOString(),
        recordedBy: INSTALLER,
      })),
    ),
  );
  for (const { name, content } of tables) {
    const read = readTable(content);
    if (!read.ok) throw new Error(`shipped table ${name}: ${read.refusal.code}`);
    const hash = hashOf(read.value);
    const latest = await findLatest(db, '', name);
    if (latest?.hash === hash) continue;
    await insertVersion(db, {
      region: '',
      name,
      version: (latest?.version ?? 0) + 1,
      state: 'published',
      content,
      hash,
      note: latest ? '随产品更新' : '随产品提供',
      savedAt: at.toISOString(),
      savedBy: INSTALLER,
      validFrom: latest ? businessDateOf(at) : FIRST_DAY,
      publishedAt: at.toISOString(),
      publishedBy: INSTALLER,
    });
  }
}
