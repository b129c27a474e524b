// The acts of a correction, each a small form: education, a visit, a new record, the review.
import { useState } from 'react';
import { answer, api, useCommand, withKey } from '../../api/client.ts';
import { useT } from '../../messages/index.tsx';
import { useSession } from '../../session.tsx';
import { ActForm } from '../../ui/ActForm.tsx';
import { Fields } from '../../ui/Field.tsx';
import { ChoiceField, DateField, LongTextField, TextField, WholeNumberField } from '../../ui/inputs.tsx';
import { FindingFields } from './DecisionForm.tsx';
import { LEAST_REASON } from './decideForm.ts';
import { useKept } from './useKept.ts';

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
        <DateField label={words.education.on} required max={businessDate} value={on} onChange={setOn} />
        <TextField label={words.education.by} required maxLength={60} value={by} onChange={setBy} />
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
        <DateField label={words.checkIn.on} required max={businessDate} value={on} onChange={setOn} />
        <ChoiceField
          label={words.checkIn.state}
          required
          value={state}
          options={(['good', 'doubt'] as const).map((value) => ({ value, label: words.visitStates[value] }))}
          onChange={setState}
        />
      </Fields>
      <LongTextField label={words.checkIn.note} required rows={3} value={note} onChange={setNote} />
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
      <ChoiceField
        label={words.review.result}
        required
        value={passed ? 'passed' : 'notPassed'}
        options={(['passed', 'notPassed'] as const).map((value) => ({ value, label: words.review[value] }))}
        onChange={(value) => setPassed(value === 'passed')}
      />
      {!passed && (
        <WholeNumberField
          label={words.review.extend}
          required
          hint={words.review.extendHint}
          value={extendMonths}
          onChange={setExtendMonths}
        />
      )}
      <LongTextField label={words.review.reason} required value={reason} onChange={setReason} />
    </ActForm>
  );
}
