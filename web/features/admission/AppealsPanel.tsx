// Appeals against the decision that stands: filed on the household's behalf by the village, answered by the county.
import { useQueryClient } from '@tanstack/react-query';
import { Input, Radio } from 'antd';
import { useState } from 'react';
import { answer, api, useCommand, withKey } from '../../api/client.ts';
import { day } from '../../format.ts';
import { useT } from '../../messages/index.tsx';
import { useMay, useSession } from '../../session.tsx';
import { ActForm, useSaid } from '../../ui/ActForm.tsx';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { Field } from '../../ui/Field.tsx';
import { Panel } from '../../ui/Layout.tsx';
import s from './admission.module.css';
import { LEAST_REASON } from './decideForm.ts';
import type { Appeal, History } from './queries.ts';
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
  const queries = useQueryClient();
  const said = useSaid();
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
    {
      onSuccess: async () => {
        said();
        await queries.invalidateQueries({ queryKey: ['admission'] });
        onClose();
      },
    },
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
      <Field label={words.onBehalfOf} required hint={words.onBehalfHint}>
        {(ids) => (
          <Input {...ids} maxLength={60} value={onBehalfOf} onChange={(event) => setOnBehalfOf(event.target.value)} />
        )}
      </Field>
      <Field label={words.grounds} required>
        {(ids) => (
          <Input.TextArea
            {...ids}
            autoSize={{ minRows: 3 }}
            maxLength={2000}
            value={grounds}
            onChange={(event) => setGrounds(event.target.value)}
          />
        )}
      </Field>
    </ActForm>
  );
}

function AnswerForm({ appeal, byCounty, onClose }: { appeal: Appeal; byCounty: boolean; onClose: () => void }) {
  const t = useT();
  const words = t.admission.appeal;
  const queries = useQueryClient();
  const said = useSaid();
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
    {
      onSuccess: async () => {
        said();
        await queries.invalidateQueries({ queryKey: ['admission'] });
        onClose();
      },
    },
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
      <Field label={words.result} required hint={outcome === 'returned' ? words.returnedNote : undefined}>
        {(ids) => (
          <Radio.Group
            {...ids}
            value={outcome}
            options={(['upheld', 'returned'] as const).map((value) => ({ value, label: words.states[value] }))}
            onChange={(event) => setOutcome(event.target.value === 'returned' ? 'returned' : 'upheld')}
          />
        )}
      </Field>
      {byCounty && (
        <Field label={words.authority} required>
          {(ids) => (
            <Input {...ids} maxLength={200} value={authority} onChange={(event) => setAuthority(event.target.value)} />
          )}
        </Field>
      )}
      <Field label={words.reason} required>
        {(ids) => (
          <Input.TextArea
            {...ids}
            autoSize={{ minRows: 2 }}
            maxLength={2000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
    </ActForm>
  );
}
