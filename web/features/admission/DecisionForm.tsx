// Deciding: choose the outcome (the suggestion is marked), give what that outcome asks for, check it, confirm.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { type FormEvent, useState } from 'react';
import { answer, api, useCommand, withKey } from '../../api/client.ts';
import { useLanguage, useT } from '../../messages/index.tsx';
import { useSession } from '../../session.tsx';
import { useSaid } from '../../ui/ActForm.tsx';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { DetailDrawer } from '../../ui/DetailDrawer.tsx';
import { Fields } from '../../ui/Field.tsx';
import { ChoiceField, DateField, LongTextField, SelectField, TextField, WholeNumberField } from '../../ui/inputs.tsx';
import { Facts, Stack } from '../../ui/Layout.tsx';
import { ErrorPanel } from '../../ui/states.tsx';
import s from './admission.module.css';
import { barred, type DecideDraft, decisionOf, firstDraft, missingIn, sells, summaryOf } from './decideForm.ts';
import { ProduceField, useRegister } from './ProduceField.tsx';
import {
  admissionKey,
  type DecideInput,
  type Outcome,
  produceKey,
  type Suggestion,
  supervisorsQuery,
  type Terms,
} from './queries.ts';

/** From the most to the least that a household may use, as people weigh them. */
const ORDER: readonly Outcome[] = ['admitted', 'traditional_only', 'train_first', 'correction', 'social_relief'];

export interface DecisionFormProps {
  readonly householdId: string;
  readonly head: string;
  readonly suggestion: Suggestion;
  readonly terms: Terms;
  /** The decision that stood when the form was opened. */
  readonly supersedes: string | null;
  readonly inCorrection: boolean;
  readonly onClose: () => void;
}

export function DecisionForm(props: DecisionFormProps) {
  const { householdId, suggestion, terms, supersedes, onClose } = props;
  const t = useT();
  const words = t.admission.decide;
  const language = useLanguage();
  const queries = useQueryClient();
  const said = useSaid();
  const [typed, setDraft] = useState<DecideDraft>(() => {
    const first = firstDraft(suggestion, terms.correctionMonths);
    const closed = first.outcome !== null && barred(first.outcome, suggestion, props.inCorrection) !== null;
    return closed ? { ...first, outcome: null } : first;
  });
  const { still, names } = useRegister(typed.produce);
  const draft = { ...typed, produce: still };
  const [checking, setChecking] = useState(false);
  const { data: supervisors = [] } = useQuery(supervisorsQuery(householdId));
  const decide = useCommand(
    (input: DecideInput, key) =>
      answer(
        api.POST('/api/v1/admission/households/{householdId}/decisions', {
          params: { path: { householdId } },
          body: input,
          ...withKey(key),
        }),
      ),
    {
      onSuccess: async (decision) => {
        said(words.done(t.figure1.outcomes[decision.outcome]));
        await queries.invalidateQueries({ queryKey: ['admission'] });
        await queries.invalidateQueries({ queryKey: ['financing', householdId] });
        onClose();
      },
      onError: async ({ code }) => {
        if (code === 'produce_not_listed') await queries.invalidateQueries({ queryKey: produceKey });
      },
    },
  );
  const change = (changed: Partial<DecideDraft>) => setDraft({ ...draft, ...changed });
  const missing = missingIn(draft, suggestion.outcome, terms);
  const next = (event: FormEvent) => {
    event.preventDefault();
    if (missing === null) setChecking(true);
  };
  const reread = async () => {
    await queries.invalidateQueries({ queryKey: admissionKey(householdId) });
    onClose();
  };
  return (
    <DetailDrawer open title={words.title(props.head)} width={680} onClose={onClose}>
      {checking ? (
        <Stack>
          <div className={s.check}>
            <h3>{words.confirmTitle}</h3>
            <Facts items={summaryOf(draft, t, language, terms, supervisors, suggestion, names)} />
            <p className={s.quiet}>
              {terms.outcomes.find((outcome) => outcome.code === draft.outcome)?.follows[language]}
            </p>
            <p className={s.quiet}>{words.confirmNote}</p>
          </div>
          {decide.error && <ErrorPanel compact error={decide.error} />}
          <div className={s.acts}>
            {decide.error?.code === 'decision_changed' ? (
              <Button type="primary" onClick={() => void reread()}>
                {words.changed}
              </Button>
            ) : (
              <ActionButton
                type="primary"
                whyNot={missing === null ? null : words.missing[missing]}
                loading={decide.isPending}
                onClick={() => decide.mutate(decisionOf(draft, terms, supersedes, supervisors))}
              >
                {words.confirm}
              </ActionButton>
            )}
            <Button disabled={decide.isPending} onClick={() => setChecking(false)}>
              {words.back}
            </Button>
          </div>
        </Stack>
      ) : (
        <form onSubmit={next}>
          <Stack>
            <OutcomeChoice {...props} chosen={draft.outcome} onChoose={(outcome) => change({ outcome })} />
            <OutcomeFields draft={draft} change={change} terms={terms} supervisors={supervisors} />
            <Grounds draft={draft} change={change} suggestion={suggestion} />
            <div>
              <ActionButton type="primary" htmlType="submit" whyNot={missing === null ? null : words.missing[missing]}>
                {words.submit}
              </ActionButton>
            </div>
          </Stack>
        </form>
      )}
    </DetailDrawer>
  );
}

function OutcomeChoice({
  suggestion,
  terms,
  inCorrection,
  chosen,
  onChoose,
}: DecisionFormProps & { chosen: Outcome | null; onChoose: (outcome: Outcome) => void }) {
  const t = useT();
  const words = t.admission.decide;
  const language = useLanguage();
  return (
    <fieldset className={s.choices}>
      <legend>{words.outcome}</legend>
      {ORDER.map((outcome) => {
        const why = barred(outcome, suggestion, inCorrection);
        const follows = terms.outcomes.find((known) => known.code === outcome)?.follows[language];
        return (
          <label key={outcome} className={s.choice}>
            <input
              type="radio"
              name="outcome"
              checked={chosen === outcome}
              disabled={why !== null}
              onChange={() => onChoose(outcome)}
            />
            <span className={s.choiceName}>
              {t.figure1.outcomes[outcome]}
              {outcome === suggestion.outcome && <span className={s.flag}>{words.suggested}</span>}
            </span>
            <small>{why === null ? follows : words.barred[why]}</small>
          </label>
        );
      })}
    </fieldset>
  );
}

interface PartProps {
  readonly draft: DecideDraft;
  readonly change: (changed: Partial<DecideDraft>) => void;
}

function OutcomeFields({
  draft,
  change,
  terms,
  supervisors,
}: PartProps & { terms: Terms; supervisors: readonly { readonly id: string; readonly name: string }[] }) {
  const t = useT();
  const words = t.admission.decide;
  const language = useLanguage();
  switch (draft.outcome) {
    case 'admitted':
    case 'traditional_only':
      return (
        <Stack>
          <SelectField
            label={words.activity}
            required
            value={draft.activity}
            placeholder={words.activityHint}
            options={terms.activities.map((activity) => ({ value: activity.code, label: activity[language] }))}
            onChange={(activity) => change({ activity })}
          />
          {sells(draft.activity, terms) && (
            <ProduceField value={draft.produce} onChange={(chosen) => change({ produce: chosen })} />
          )}
        </Stack>
      );
    case 'correction':
      return <CorrectionFields draft={draft} change={change} supervisors={supervisors} />;
    case 'train_first':
      return (
        <Fields>
          <TextField
            label={words.course}
            required
            maxLength={200}
            value={draft.course}
            onChange={(text) => change({ course: text })}
          />
          <TextField
            label={words.provider}
            required
            maxLength={200}
            value={draft.provider}
            onChange={(text) => change({ provider: text })}
          />
          <DateField
            label={words.beginsOn}
            required
            value={draft.beginsOn}
            onChange={(text) => change({ beginsOn: text })}
          />
        </Fields>
      );
    case 'social_relief':
      return <p className={s.quiet}>{words.relief}</p>;
    default:
      return null;
  }
}

function CorrectionFields({
  draft,
  change,
  supervisors,
}: PartProps & { supervisors: readonly { readonly id: string; readonly name: string }[] }) {
  const t = useT();
  const words = t.admission.decide;
  return (
    <Stack>
      <FindingFields draft={draft} change={change} />
      <Fields>
        <SelectField
          label={words.supervisor}
          required
          hint={supervisors.length === 0 ? words.noSupervisors : words.supervisorHint}
          value={draft.supervisorId}
          options={supervisors.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(supervisorId) => change({ supervisorId })}
        />
        <WholeNumberField
          label={words.months}
          required
          hint={words.monthsHint}
          value={draft.months}
          onChange={(months) => change({ months })}
        />
      </Fields>
    </Stack>
  );
}

type FindingDraft = Pick<DecideDraft, 'kind' | 'foundOn' | 'evidence' | 'attestedBy'>;

/** A substantiated record: conduct, date, evidence, who attests it. */
export function FindingFields({
  draft,
  change,
}: {
  draft: FindingDraft;
  change: (changed: Partial<FindingDraft>) => void;
}) {
  const t = useT();
  const words = t.admission.decide;
  const { businessDate } = useSession();
  return (
    <Fields>
      <ChoiceField
        label={words.kind}
        required
        value={draft.kind}
        options={(['懒散', '赌博'] as const).map((kind) => ({ value: kind, label: words.kinds[kind] }))}
        onChange={(kind) => change({ kind })}
      />
      <DateField
        label={words.foundOn}
        required
        max={businessDate}
        value={draft.foundOn}
        onChange={(text) => change({ foundOn: text })}
      />
      <LongTextField
        label={words.evidence}
        required
        wide
        hint={words.evidenceHint}
        value={draft.evidence}
        onChange={(text) => change({ evidence: text })}
      />
      <TextField
        label={words.attestedBy}
        required
        maxLength={60}
        value={draft.attestedBy}
        onChange={(text) => change({ attestedBy: text })}
      />
    </Fields>
  );
}

function Grounds({ draft, change, suggestion }: PartProps & { suggestion: Suggestion }) {
  const t = useT();
  const words = t.admission.decide;
  const language = useLanguage();
  const departs = draft.outcome !== null && draft.outcome !== suggestion.outcome;
  return (
    <Stack>
      {departs && (
        <p className={s.notice} role="status">
          {words.differs}
        </p>
      )}
      <LongTextField
        label={departs ? words.reason : words.reasonOptional}
        required={departs}
        value={draft.reason}
        placeholder={departs ? '' : suggestion.reasons.map((reason) => reason[language]).join('；')}
        onChange={(text) => change({ reason: text })}
      />
      <TextField
        label={departs ? words.clause : words.clauseOptional}
        required={departs}
        maxLength={500}
        value={draft.clause}
        placeholder={departs ? '' : suggestion.clause}
        onChange={(text) => change({ clause: text })}
      />
    </Stack>
  );
}
