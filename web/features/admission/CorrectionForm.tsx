// The acts of a correction, each a small form: education, a visit, a new record, the review.
import { useQueryClient } from '@tanstack/react-query';
import { Input, InputNumber, Radio } from 'antd';
import { useState } from 'react';
import { answer, api, useCommand, withKey } from '../../api/client.ts';
import { useT } from '../../messages/index.tsx';
import { useSession } from '../../session.tsx';
import { ActForm, useSaid } from '../../ui/ActForm.tsx';
import { Field, Fields } from '../../ui/Field.tsx';
import { FindingFields } from './DecisionForm.tsx';
import { LEAST_REASON } from './decideForm.ts';

export type CorrectionAct = 'education' | 'checkIn' | 'newFinding' | 'review';

interface FormProps {
  readonly householdId: string;
  readonly onClose: () => void;
}

export function CorrectionForm({ act, ...props }: FormProps & { readonly act: CorrectionAct }) {
  switch (act) {
    case 'education':
      return <EducationForm {...props} />;
    case 'checkIn':
      return <CheckInForm {...props} />;
    case 'newFinding':
      return <NewFindingForm {...props} />;
    case 'review':
      return <ReviewForm {...props} />;
    default:
      return act satisfies never;
  }
}

/** What every one of them does when it has been kept. */
function useKept(onClose: () => void): () => Promise<void> {
  const queries = useQueryClient();
  const said = useSaid();
  return async () => {
    said();
    await queries.invalidateQueries({ queryKey: ['admission'] });
    onClose();
  };
}

function EducationForm({ householdId, onClose }: FormProps) {
  const t = useT();
  const words = t.admission.correction;
  const { businessDate } = useSession();
  const [on, setOn] = useState<string>(businessDate);
  const [by, setBy] = useState('');
  const kept = useKept(onClose);
  const record = useCommand(
    (body: { on: string; by: string }, key) =>
      answer(
        api.POST('/api/v1/admission/households/{householdId}/correction/education', {
          params: { path: { householdId } },
          body,
          ...withKey(key),
        }),
      ),
    { onSuccess: kept },
  );
  return (
    <ActForm
      title={words.education.title}
      lead={words.education.lead}
      submit={words.education.submit}
      missing={on === '' ? words.missing.on : by.trim() === '' ? words.missing.by : null}
      working={record.isPending}
      failure={record.error}
      onSubmit={() => record.mutate({ on, by: by.trim() })}
      onClose={onClose}
    >
      <Fields>
        <Field label={words.education.on} required>
          {(ids) => (
            <Input {...ids} type="date" max={businessDate} value={on} onChange={(event) => setOn(event.target.value)} />
          )}
        </Field>
        <Field label={words.education.by} required>
          {(ids) => <Input {...ids} maxLength={60} value={by} onChange={(event) => setBy(event.target.value)} />}
        </Field>
      </Fields>
    </ActForm>
  );
}

function CheckInForm({ householdId, onClose }: FormProps) {
  const t = useT();
  const words = t.admission.correction;
  const { businessDate } = useSession();
  const [on, setOn] = useState<string>(businessDate);
  const [state, setState] = useState<'good' | 'doubt'>('good');
  const [note, setNote] = useState('');
  const kept = useKept(onClose);
  const record = useCommand(
    (body: { on: string; state: 'good' | 'doubt'; note: string }, key) =>
      answer(
        api.POST('/api/v1/admission/households/{householdId}/correction/check-ins', {
          params: { path: { householdId } },
          body,
          ...withKey(key),
        }),
      ),
    { onSuccess: kept },
  );
  return (
    <ActForm
      title={words.checkIn.title}
      submit={words.checkIn.submit}
      missing={on === '' ? words.missing.on : note.trim() === '' ? words.missing.note : null}
      working={record.isPending}
      failure={record.error}
      onSubmit={() => record.mutate({ on, state, note: note.trim() })}
      onClose={onClose}
    >
      <Fields>
        <Field label={words.checkIn.on} required>
          {(ids) => (
            <Input {...ids} type="date" max={businessDate} value={on} onChange={(event) => setOn(event.target.value)} />
          )}
        </Field>
        <Field label={words.checkIn.state} required>
          {(ids) => (
            <Radio.Group
              {...ids}
              value={state}
              options={(['good', 'doubt'] as const).map((value) => ({ value, label: words.visitStates[value] }))}
              onChange={(event) => setState(event.target.value === 'doubt' ? 'doubt' : 'good')}
            />
          )}
        </Field>
      </Fields>
      <Field label={words.checkIn.note} required>
        {(ids) => (
          <Input.TextArea
            {...ids}
            autoSize={{ minRows: 3 }}
            maxLength={2000}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        )}
      </Field>
    </ActForm>
  );
}

function NewFindingForm({ householdId, onClose }: FormProps) {
  const t = useT();
  const words = t.admission.correction;
  const { missing } = t.admission.decide;
  const [draft, setDraft] = useState({ kind: '赌博' as '懒散' | '赌博', foundOn: '', evidence: '', attestedBy: '' });
  const kept = useKept(onClose);
  const record = useCommand(
    (body: typeof draft, key) =>
      answer(
        api.POST('/api/v1/admission/households/{householdId}/correction/findings', {
          params: { path: { householdId } },
          body,
          ...withKey(key),
        }),
      ),
    { onSuccess: kept },
  );
  return (
    <ActForm
      title={words.newFinding.title}
      lead={words.newFinding.lead}
      submit={words.newFinding.submit}
      missing={
        draft.foundOn === ''
          ? missing.foundOn
          : draft.evidence.trim().length < LEAST_REASON
            ? missing.evidence
            : draft.attestedBy.trim() === ''
              ? missing.attestedBy
              : null
      }
      working={record.isPending}
      failure={record.error}
      onSubmit={() => record.mutate(draft)}
      onClose={onClose}
    >
      <FindingFields draft={draft} change={(changed) => setDraft({ ...draft, ...changed })} />
    </ActForm>
  );
}

function ReviewForm({ householdId, onClose }: FormProps) {
  const t = useT();
  const words = t.admission.correction;
  const [passed, setPassed] = useState(true);
  const [reason, setReason] = useState('');
  const [extendMonths, setExtendMonths] = useState<number | null>(null);
  const kept = useKept(onClose);
  const hold = useCommand(
    (body: { passed: boolean; reason: string; extendMonths: number | null }, key) =>
      answer(
        api.POST('/api/v1/admission/households/{householdId}/correction/review', {
          params: { path: { householdId } },
          body,
          ...withKey(key),
        }),
      ),
    { onSuccess: kept },
  );
  return (
    <ActForm
      title={words.review.title}
      submit={words.review.submit}
      missing={
        reason.trim().length < LEAST_REASON
          ? t.admission.decide.missing.reason
          : !passed && extendMonths === null
            ? words.missing.extend
            : null
      }
      working={hold.isPending}
      failure={hold.error}
      onSubmit={() => hold.mutate({ passed, reason: reason.trim(), extendMonths: passed ? null : extendMonths })}
      onClose={onClose}
    >
      <Field label={words.review.result} required>
        {(ids) => (
          <Radio.Group
            {...ids}
            value={passed}
            options={[
              { value: true, label: words.review.passed },
              { value: false, label: words.review.notPassed },
            ]}
            onChange={(event) => setPassed(event.target.value === true)}
          />
        )}
      </Field>
      {!passed && (
        <Field label={words.review.extend} required hint={words.review.extendHint}>
          {(ids) => (
            <InputNumber {...ids} min={1} max={12} precision={0} value={extendMonths} onChange={setExtendMonths} />
          )}
        </Field>
      )}
      <Field label={words.review.reason} required>
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
