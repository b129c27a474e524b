// The household's way through Figure 1 with its supposable facts, and its financing plan in short.
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { wan } from '../../format.ts';
import { useLanguage, useT } from '../../messages/index.tsx';
import { paths } from '../../paths.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { Panel, Stack } from '../../ui/Layout.tsx';
import { StatRow, StatTile } from '../../ui/StatTile.tsx';
import { Empty, Loaded } from '../../ui/states.tsx';
import { Figure1 } from './Figure1.tsx';
import type { Figure1Path, OutcomeId } from './figure1.ts';
import { figure1PathOf } from './pathOf.ts';
import { financingTermsQuery, type KeptPlan, plansQuery, type RawNeed, type WhatIf, whatIfQuery } from './queries.ts';
import { controlsOf, type FactValue, type Supposed, supposedFacts, supposedNeeds } from './supposing.ts';

type Row = Readonly<Record<string, FactValue>>;

/** `facts`: the row as admission judges it; `outcome`: what stands, else what is suggested. */
export function HouseholdPath({
  householdId,
  facts,
  outcome,
  decided,
}: {
  householdId: string;
  facts: Row;
  outcome: OutcomeId;
  decided: boolean;
}) {
  const plans = useQuery(plansQuery(householdId));
  return (
    <Loaded query={plans}>
      {(found) => {
        const open = found.find((plan) => plan.state !== 'closed') ?? null;
        return (
          <Stack>
            <PlanInShort householdId={householdId} plan={open} outcome={outcome} decided={decided} />
            <PathWhatIf
              key={open?.id ?? 'none'}
              householdId={householdId}
              facts={facts}
              needs={open?.needs ?? []}
              savingsYuan={open?.savingsYuan ?? null}
            />
          </Stack>
        );
      }}
    </Loaded>
  );
}

function PlanInShort({
  householdId,
  plan,
  outcome,
  decided,
}: {
  householdId: string;
  plan: KeptPlan | null;
  outcome: OutcomeId;
  decided: boolean;
}) {
  const t = useT();
  const navigate = useNavigate();
  const words = t.financing.path;
  const language = useLanguage();
  if (plan === null) {
    return (
      <Panel title={words.title}>
        <Empty
          title={words.none}
          hint={words.noneHint}
          action={
            <ActionButton
              type="primary"
              whyNot={
                outcome === 'social_relief'
                  ? words.refused.not_admitted_relief
                  : outcome === 'correction'
                    ? words.refused[decided ? 'in_correction' : 'conduct_unverified']
                    : null
              }
              onClick={() => void navigate(paths.plan(householdId))}
            >
              {words.draw}
            </ActionButton>
          }
        />
      </Panel>
    );
  }
  const { plan: drawn } = plan;
  const mode = drawn.modes.find(({ mode: code }) => code === drawn.mode);
  return (
    <Panel title={words.title} aside={<Link to={paths.plan(householdId)}>{words.open}</Link>}>
      <StatRow>
        <StatTile label={words.state} value={t.financing.plan.states[plan.state]} />
        <StatTile label={words.asked} value={wan(drawn.askedFen)} unit={words.wan} />
        <StatTile label={words.affordable} value={wan(drawn.affordable.amountFen)} unit={words.wan} />
        <StatTile label={words.funded} value={wan(drawn.fundedFen)} unit={words.wan} />
        <StatTile label={words.mode} value={mode?.name[language] ?? words.noMode} />
      </StatRow>
    </Panel>
  );
}

/** Figure 1 for some needs, with its what-if. Only supposes; nothing is kept. */
export function PathWhatIf({
  householdId,
  facts,
  needs,
  savingsYuan,
}: {
  householdId: string;
  facts: Row;
  needs: readonly RawNeed[];
  savingsYuan: string | null;
}) {
  const t = useT();
  const language = useLanguage();
  const [supposed, setSupposed] = useState<Supposed>({});
  const { data: terms } = useQuery(financingTermsQuery);
  const purposes = useMemo(
    () => new Map((terms?.purposes ?? []).map((purpose) => [purpose.code, purpose[language]])),
    [terms, language],
  );
  const asked = supposedNeeds(supposed, needs);
  const now = useQuery(whatIfQuery(householdId, needs, savingsYuan, {}));
  const supposing = Object.keys(supposed).length > 0;
  const query = useQuery({ ...whatIfQuery(householdId, asked, savingsYuan, supposedFacts(supposed, facts)) });
  return (
    <Loaded query={query} lines={10}>
      {(found) => (
        <div>
          <Figure1
            path={pathOf(found, asked, purposes, t, language)}
            facts={controlsOf(supposed, facts, needs, purposes, t, language)}
            onFactChange={(name, value) => setSupposed({ ...supposed, [name]: value })}
            onReset={() => setSupposed({})}
            busy={query.isPlaceholderData}
          />
          {supposing && now.data && !query.isPlaceholderData && <Difference now={now.data} then={found} />}
        </div>
      )}
    </Loaded>
  );
}

/** Where the household's outcome leaves no plan, its needs still stand at the beginning of the way. */
function pathOf(
  found: WhatIf,
  needs: readonly RawNeed[],
  purposes: ReadonlyMap<string, string>,
  t: ReturnType<typeof useT>,
  language: 'zh' | 'en',
): Figure1Path {
  const path = figure1PathOf(found.figure1, found.plan, language, t);
  if (found.plan !== null) return path;
  return {
    ...path,
    needs: needs.map((need, index) => ({
      id: `n${index + 1}`,
      purpose: purposes.get(need.purpose ?? '') ?? need.purpose ?? '',
      amountFen: Math.round(Number(String(need.amountYuan ?? 0).replaceAll(',', '')) * 100),
      neededOn: need.neededOn ?? '',
      monthsOccupied: need.monthsOccupied ?? 0,
      channel: null,
      channelReason: null,
      product: null,
    })),
  };
}

function Difference({ now, then }: { now: WhatIf; then: WhatIf }) {
  const t = useT();
  const words = t.financing.path;
  const outcome = (answer: WhatIf) => t.figure1.outcomes[answer.figure1.outcome];
  const carried = (answer: WhatIf) => wan(answer.plan?.affordable.amountFen ?? null);
  const funded = (answer: WhatIf) => wan(answer.plan?.fundedFen ?? null);
  return (
    <Panel title={words.supposed}>
      <StatRow>
        <StatTile label={words.supposedOutcome} value={outcome(then)} note={words.now(outcome(now))} />
        <StatTile label={words.supposedAffordable} value={carried(then)} note={words.now(carried(now))} />
        <StatTile label={words.supposedFunded} value={funded(then)} note={words.now(funded(now))} />
      </StatRow>
      {then.refused && <p>{words.refused[then.refused]}</p>}
    </Panel>
  );
}
