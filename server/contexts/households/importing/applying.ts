// What the steps that apply staged extract rows share.

import { sql } from 'kysely';
import type { ExtractKind } from '../domain/columns.ts';
import type { Merging } from './merge.ts';

export type Applying = Omit<Merging, 'sourceId'>;

/** The staged rows of a kind that matched, as `s`. */
export const matchedRows = ({ county, batchId }: Applying, kind: ExtractKind) => sql`households.staged_extract s
  where s.county = ${county} and s.batch_id = ${batchId} and s.kind = ${kind} and s.person_id is not null`;
