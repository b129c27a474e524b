// Appeals against the decision that stands: filed on the household's behalf by the village, answered by the county.
import { useState } from 'react';
import { answer, api, useCommand, withKey } from '../../api/client.ts';
import { day } from '../../format.ts';
import { useT } from '../../messages/index.tsx';
import { useMay, useSession } from '../../session.tsx';
import { ActForm } from '../../ui/ActForm.tsx';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { ChoiceField, LongTextField, TextField } from '../../ui/inputs.tsx';
import { Panel } from '../../ui/Layout.tsx';
import s from './admission.module.css';
import { LEAST_REASON } from './decideForm.ts';
import type { Appeal, History } from './queries.ts';
import { useKept } from './useKept.ts';
import { Chip } from './words.tsx';

const TONE = { open: 'warning', upheld: 'plain', returned: 'info' } as const;

export function AppealsPanel({ householdId, history }: { householdId: string; history: History }) {
  const t = useT();
  const words = t.admission.appeal;
  const me = useSession();
  const files = useMay('admission.appeal');
  const decides = useMay('admission.decide');
  const [filing, setFiling] = useState(false);
  const [answering, setAnswering] = useState<Appeal | null>(null);
  const open = history.appeals.some(({ state }) => state === 'open');
  const whyNotFile = !files
    ? words.whyNot.file
    : history.standing === null
      ? words.whyNot.undecided
      : open
        ? words.whyNot.pending
        : null;
  const whyNotAnswer = !decides || me.role !== 'county_officer' ? words.whyNot.level : secondFactor();
  function secondFactor(): string | null {
    return me.secondFactor ? null : t.admission.decide.whyNot.secondFactor;
  }
  return (
    <Panel
      title={words.title}
      aside={
        <span className="no-print">
          <ActionButton whyNot={whyNotFile} onClick={() => setFiling(true)}>
            {words.open}
          </ActionButton>
        </span>
      }
    >
      <p className={s.quiet}>{words.lead}</p>
      {history.appeals.length > 0 && (
        <ul className={s.items}>
          {history.appeals.map((appeal) => (
            <li key={appeal.id}>
              <div className={s.itemHead}>
                <Chip tone={TONE[appeal.state]}>{words.states[appeal.state]}</Chip>
                <span className={s.quiet}>
                  {appeal.onBehalfOf
                    ? words.filed(appeal.onBehalfOf, appeal.filedBy, day(appeal.filedAt))
                    : words.filedBy(appeal.filedBy, day(appeal.filedAt))}
                </span>
              </div>
              <p className={s.told}>{appeal.grounds}</p>
              {appeal.answer && (
                <p className={s.told}>
                  <span className={s.quiet}>
                    {words.answered(appeal.answeredBy ?? '', day(appeal.answeredAt))}
                    {appeal.authority ? ` · ${appeal.authority}` : ''}
                  </span>
                  {'\n'}
                  {appeal.answer}
                </p>
              )}
              {appeal.state === 'open' && (
                <div className={`${s.acts} no-print`}>
                  <ActionButton type="primary" whyNot={whyNotAnswer} onClick={() => setAnswering(appeal)}>
                    {words.answer}
                  </ActionButton>
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
      {filing && <AppealForm householdId={householdId} onClose={() => setFiling(false)} />}
      {answering && (
        <AnswerForm
          appeal={answering}
          byCounty={history.decisions.find(({ id }) => id === answering.decisionId)?.decidedByRole === 'county_officer'}
          onClose={() => setAnswering(null)}
        />
      )}
    </Panel>
  );
}

function AppealForm({ householdId, onClose }: { householdId: string; onClose: () => void }) {
  const t = useT();
  const words = t.admission.appeal;
  const [grounds, setGrounds] = useState('');
  const [onBehalfOf, setOnBehalfOf] = useState('');
  const file = useCommand(
    (body: { grounds: string; onBehalfOf: string | null }, key) =>
      answer(
        api.POST('/api/v1/admission/households/{householdId}/appeals', {
          params: { path: { householdId } },
          body,
          ...withKey(key),
        }),
      ),
    { onSuccess: useKept(onClose) },
  );
  return (
    <ActForm
      title={words.form}
      lead={words.lead}
      submit={words.submit}
      missing={
        onBehalfOf.trim() === ''
          ? words.missing.onBehalfOf
          : grounds.trim().length < LEAST_REASON
            ? words.missing.grounds
            : null
      }
      working={file.isPending}
      failure={file.error}
      onSubmit={() => file.mutate({ grounds: grounds.trim(), onBehalfOf: onBehalfOf.trim() })}
      onClose={onClose}
    >
      <TextField
        label={words.onBehalfOf}
        required
        hint={words.onBehalfHint}
        maxLength={60}
        value={onBehalfOf}
        onChange={setOnBehalfOf}
      />
      <LongTextField label={words.grounds} required rows={3} value={grounds} onChange={setGrounds} />
    </ActForm>
  );
}

function AnswerForm({ appeal, byCounty, onClose }: { appeal: Appeal; byCounty: boolean; onClose: () => void }) {
  const t = useT();
  const words = t.admission.appeal;
  const [outcome, setOutcome] = useState<'upheld' | 'returned'>('upheld');
  const [reason, setReason] = useState('');
  const [authority, setAuthority] = useState('');
  const reply = useCommand(
    (body: { outcome: 'upheld' | 'returned'; reason: string; authority: string | null }, key) =>
      answer(
        api.POST('/api/v1/admission/appeals/{appealId}/answer', {
          params: { path: { appealId: appeal.id } },
          body,
          ...withKey(key),
        }),
      ),
    { onSuccess: useKept(onClose) },
  );
  return (
    <ActForm
      title={words.answer}
      lead={appeal.grounds}
      submit={words.answerSubmit}
      missing={
        byCounty && authority.trim() === ''
          ? words.missing.authority
          : reason.trim().length < LEAST_REASON
            ? words.missing.reason
            : null
      }
      working={reply.isPending}
      failure={reply.error}
      onSubmit={() => reply.mutate({ outcome, reason: reason.trim(), authority: authority.trim() || null })}
      onClose={onClose}
    >
      <ChoiceField
        label={words.result}
        required
        hint={outcome === 'returned' ? words.returnedNote : undefined}
        value={outcome}
        options={(['upheld', 'returned'] as const).map((value) => ({ value, label: words.states[value] }))}
        onChange={setOutcome}
      />
      {byCounty && (
        <TextField label={words.authority} required maxLength={200} value={authority} onChange={setAuthority} />
      )}
      <LongTextField label={words.reason} required value={reason} onChange={setReason} />
    </ActForm>
  );
}
