// The financing plan of one household: its open plan, or the needs from which one is drawn; printed as A4.
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { placesQuery } from '../../api/queries.ts';
import { day } from '../../format.ts';
import { useT } from '../../messages/index.tsx';
import { paths } from '../../paths.ts';
import { useSession } from '../../session.tsx';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { Panel, Stack } from '../../ui/Layout.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Loaded } from '../../ui/states.tsx';
import { suggestionQuery } from '../admission/queries.ts';
import { householdQuery } from '../households/queries.ts';
import { DrawPlan } from './DrawPlan.tsx';
import { PathWhatIf } from './HouseholdPath.tsx';
import { KeptPlanActs, KeptPlanFacts } from './KeptPlan.tsx';
import { PlanView } from './PlanView.tsx';
import s from './plan.module.css';
import { type KeptPlan, plansQuery } from './queries.ts';

export function Component() {
  const { householdId = '' } = useParams();
  const t = useT();
  const household = useQuery(householdQuery(householdId));
  const plans = useQuery(plansQuery(householdId));
  const head = household.data?.headName ?? '';
  const kept = plans.data?.some((plan) => plan.state !== 'closed') ?? false;
  return (
    <>
      <div className="no-print">
        <PageHeader
          title={t.financing.page.title(head)}
          lead={t.financing.page.lead}
          more={
            <>
              <Link className={s.back ?? ''} to={paths.household(householdId, 'admission')}>
                {t.financing.page.household}
              </Link>
              <ActionButton whyNot={kept ? null : t.financing.page.whyNotPrint} onClick={() => window.print()}>
                {t.act.print}
              </ActionButton>
            </>
          }
        />
      </div>
      <Loaded query={plans} lines={8}>
        {(found) => <Plans householdId={householdId} head={head} plans={found} />}
      </Loaded>
    </>
  );
}

function Plans({ householdId, head, plans }: { householdId: string; head: string; plans: readonly KeptPlan[] }) {
  const open = plans.find((plan) => plan.state !== 'closed') ?? null;
  const closed = plans.filter((plan) => plan.state === 'closed');
  return (
    <Stack>
      <LetterHead householdId={householdId} head={head} />
      {open ? <OpenPlan householdId={householdId} plan={open} /> : <DrawPlan householdId={householdId} />}
      <Signatures />
      {closed.length > 0 && <Closed plans={closed} />}
    </Stack>
  );
}

function OpenPlan({ householdId, plan }: { householdId: string; plan: KeptPlan }) {
  const t = useT();
  const { data: suggestion } = useQuery(suggestionQuery(householdId));
  return (
    <>
      <Panel title={t.financing.plan.states[plan.state]}>
        <KeptPlanFacts plan={plan} />
        <KeptPlanActs householdId={householdId} plan={plan} />
      </Panel>
      <PlanView plan={plan.plan} />
      {suggestion && (
        <PathWhatIf
          householdId={householdId}
          facts={suggestion.facts}
          needs={plan.needs}
          savingsYuan={plan.savingsYuan}
        />
      )}
    </>
  );
}

function Closed({ plans }: { plans: readonly KeptPlan[] }) {
  const t = useT();
  return (
    <div className="no-print">
      <Panel title={t.financing.plan.earlier}>
        <ul className={s.items}>
          {plans.map((plan) => (
            <li key={plan.id} className={s.item}>
              <KeptPlanFacts plan={plan} />
              <details className={s.details}>
                <summary>{t.financing.path.open}</summary>
                <PlanView plan={plan.plan} />
              </details>
            </li>
          ))}
        </ul>
      </Panel>
    </div>
  );
}

/** Only on paper: what this is, for whom, by whom, when. */
function LetterHead({ householdId, head }: { householdId: string; head: string }) {
  const t = useT();
  const words = t.financing.page;
  const me = useSession();
  const { data: household } = useQuery(householdQuery(householdId));
  const { data: places } = useQuery(placesQuery);
  const village = places?.find(({ code }) => code === household?.region)?.name ?? household?.village ?? '';
  return (
    <div className={`print-only ${s.letterHead}`}>
      <h1>{words.notice}</h1>
      <p>
        {words.preparedFor}：{village} {head} {household?.no} · {words.preparedBy}：{me.name} · {words.preparedOn}：
        {day(me.businessDate)}
      </p>
    </div>
  );
}

function Signatures() {
  const t = useT();
  const words = t.financing.page;
  return (
    <div className={`print-only ${s.signatures}`}>
      <p>{words.signHousehold}</p>
      <p>
        {words.signOfficer} {words.seal}
      </p>
    </div>
  );
}
