// The needs of plans not closed, as the `path` table judges them: `needRow` for a whole county at once.

import { PURPOSES } from './domain/purpose.ts';

const KIND = PURPOSES.map(({ code, kind }) => `when '${code}' then '${kind}'`).join(' ');

const number = (fact: string) => `coalesce((p.facts ->> '${fact}')::numeric, 0)`;

// As isStarter and isTrained have it.
const TRAINED = `(${number('courses')} >= 1 or (p.facts ->> 'shop') = 'true' or ${number('collegeEducatedLabour')} >= 1)`;
const STARTER = `(${TRAINED} and (${number('headAge')} <= 45 or ${number('collegeEducatedLabour')} >= 1))`;

/** Rows under the alias `f`, one a need: the columns of the subject `need` with county, household and region. */
export const JUDGED_NEEDS = `(select p.county, p.household_id, p.region, item ->> 'purpose' as purpose,
  case item ->> 'purpose' ${KIND} end as purpose_kind, 'household' as applicant_kind, (item ->> 'askedFen')::bigint as amount_fen,
  (item ->> 'monthsOccupied')::integer as months_occupied, 0 as linked_households,
  coalesce((asked ->> 'orderBacked')::boolean, false) as order_backed, coalesce((asked ->> 'presale')::boolean, false) as presale,
  ${STARTER} as startup, case item ->> 'purpose' ${KIND} end = 'risk' as is_risk
  from financing.plan p
  cross join lateral jsonb_array_elements(p.plan -> 'items') item
  cross join lateral (select p.needs -> (substr(item ->> 'id', 2)::integer - 1) as asked) need
  where p.state <> 'closed') f`;
