// A kept plan's record (who, when, on which facts) and what may be done with it: agreed by the household, closed.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ageOn, isoDate } from '../../../kernel/calendar.ts';
import { answer, api, useCommand, withKey } from '../../api/client.ts';
import { day } from '../../format.ts';
import { useT } from '../../messages/index.tsx';
import { useMay, useSession } from '../../session.tsx';
import { ActForm, useSaid } from '../../ui/ActForm.tsx';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { LongTextField, SelectField } from '../../ui/inputs.tsx';
import { Facts } from '../../ui/Layout.tsx';
import { householdQuery } from '../households/queries.ts';
import s from './plan.module.css';
import { financingKey, type KeptPlan } from './queries.ts';

export function KeptPlanFacts({ plan }: { plan: KeptPlan }) {
  const t = useT();
  const words = t.financing.plan;
  return (
    <Facts
      items={[
        { label: t.financing.path.state, value: words.states[plan.state] },
        { label: words.openedBy, value: plan.openedBy },
        { label: words.openedAt, value: day(plan.openedAt) },
        { label: words.factsAsOf, value: plan.factsAsOf },
        ...(plan.agreedBy
          ? [
              { label: words.agreedBy, value: plan.agreedBy },
              { label: words.agreedAt, value: day(plan.agreedAt) },
            ]
          : []),
        ...(plan.closedBy
          ? [
              { label: words.closedBy, value: plan.closedBy },
              { label: words.closedAt, value: day(plan.closedAt) },
              { label: words.closeReason, value: plan.closeReason ?? '' },
            ]
          : []),
      ]}
    />
  );
}

export function KeptPlanActs({ householdId, plan }: { householdId: string; plan: KeptPlan }) {
  const t = useT();
  const words = t.financing.plan;
  const me = useSession();
  const plans = useMay('financing.plan');
  const [act, setAct] = useState<'agree' | 'close' | null>(null);
  const barred = !me.mayWrite ? words.whyNot.readOnly : plans ? null : words.whyNot.role;
  const whyNotAgree =
    barred ??
    (plan.state !== 'draft' ? words.whyNot.notDraft : plan.plan.fundedFen === 0 ? words.whyNot.nothing : null);
  return (
    <div className={`${s.acts} no-print`}>
      {plan.state === 'draft' && (
        <ActionButton type="primary" whyNot={whyNotAgree} onClick={() => setAct('agree')}>
          {words.agree.open}
        </ActionButton>
      )}
      <ActionButton whyNot={barred} onClick={() => setAct('close')}>
        {words.close.open}
      </ActionButton>
      {act === 'agree' && <AgreeForm householdId={householdId} planId={plan.id} onClose={() => setAct(null)} />}
      {act === 'close' && <CloseForm householdId={householdId} planId={plan.id} onClose={() => setAct(null)} />}
    </div>
  );
}

interface FormProps {
  readonly householdId: string;
  readonly planId: string;
  readonly onClose: () => void;
}

function useKept({ householdId, onClose }: FormProps): () => Promise<void> {
  const queries = useQueryClient();
  const said = useSaid();
  return async () => {
    said();
    await queries.invalidateQueries({ queryKey: financingKey(householdId) });
    onClose();
  };
}

const ADULT = 18;

function AgreeForm(props: FormProps) {
  const t = useT();
  const words = t.financing.plan.agree;
  const { businessDate } = useSession();
  const { data: household } = useQuery(householdQuery(props.householdId));
  // Who agrees binds the household: a grown-up member of it.
  const adults = (household?.members ?? []).filter(
    ({ birth }) => ageOn(isoDate(birth), isoDate(businessDate)) >= ADULT,
  );
  const [agreedBy, setAgreedBy] = useState('');
  const kept = useKept(props);
  const agree = useCommand(
    (body: { agreedBy: string }, key) =>
      answer(
        api.POST('/api/v1/financing/plans/{planId}/agreement', {
          params: { path: { planId: props.planId } },
          body,
          ...withKey(key),
        }),
      ),
    { onSuccess: kept },
  );
  return (
    <ActForm
      title={words.title}
      lead={words.lead}
      submit={words.submit}
      missing={agreedBy.trim() === '' ? words.missing : null}
      working={agree.isPending}
      failure={agree.error}
      onSubmit={() => agree.mutate({ agreedBy: agreedBy.trim() })}
      onClose={props.onClose}
    >
      <SelectField
        label={words.by}
        required
        value={agreedBy === '' ? null : agreedBy}
        options={adults.map(({ name }) => ({ value: name, label: name }))}
        onChange={setAgreedBy}
      />
    </ActForm>
  );
}

function CloseForm(props: FormProps) {
  const t = useT();
  const words = t.financing.plan.close;
  const [reason, setReason] = useState('');
  const kept = useKept(props);
  const close = useCommand(
    (body: { reason: string }, key) =>
      answer(
        api.POST('/api/v1/financing/plans/{planId}/closure', {
          params: { path: { planId: props.planId } },
          body,
          ...withKey(key),
        }),
      ),
    { onSuccess: kept },
  );
  return (
    <ActForm
      title={words.title}
      lead={words.lead}
      submit={words.submit}
      missing={reason.trim().length < 2 ? words.missing : null}
      working={close.isPending}
      failure={close.error}
      onSubmit={() => close.mutate({ reason: reason.trim() })}
      onClose={props.onClose}
    >
      <LongTextField label={words.reason} required value={reason} onChange={setReason} />
    </ActForm>
  );
}
