// Admitting an enterprise: its credit code is verified while typed; checked once more before it is confirmed.
import { useQueryClient } from '@tanstack/react-query';
import { Checkbox } from 'antd';
import { useState } from 'react';
import { parseCreditCode } from '../../../kernel/credit-code.ts';
import { answer, api, useCommand, withKey } from '../../api/client.ts';
import { useLanguage, useT } from '../../messages/index.tsx';
import { useSession } from '../../session.tsx';
import { ActForm, useSaid } from '../../ui/ActForm.tsx';
import { Fields } from '../../ui/Field.tsx';
import { ChoiceField, DateField, LongTextField, SelectField, TextField, WholeNumberField } from '../../ui/inputs.tsx';
import s from './admission.module.css';
import { sells } from './decideForm.ts';
import { ProduceField, useRegister } from './ProduceField.tsx';
import { type EnterpriseInput, produceKey, type Terms } from './queries.ts';

interface Draft {
  readonly creditCode: string;
  readonly name: string;
  readonly kind: 'enterprise' | 'cooperative';
  readonly licenceUntil: string;
  readonly activity: string | null;
  readonly produce: readonly string[];
  readonly employs: number | null;
  readonly buysFrom: number | null;
  readonly certified: boolean;
  readonly reason: string;
}

const FIRST: Draft = {
  creditCode: '',
  name: '',
  kind: 'enterprise',
  licenceUntil: '',
  activity: null,
  produce: [],
  employs: null,
  buysFrom: null,
  certified: false,
  reason: '',
};

export function EnterpriseForm({ terms, onClose }: { terms: Terms; onClose: () => void }) {
  const t = useT();
  const words = t.admission.enterprises;
  const language = useLanguage();
  const { businessDate } = useSession();
  const queries = useQueryClient();
  const said = useSaid();
  const [typed, setDraft] = useState(FIRST);
  const { still } = useRegister(typed.produce);
  const draft = { ...typed, produce: still };
  const change = (changed: Partial<Draft>) => setDraft({ ...draft, ...changed });
  const code = parseCreditCode(draft.creditCode);
  const sold = sells(draft.activity, terms);
  const missing = !code.ok
    ? words.missing.code
    : draft.name.trim() === ''
      ? words.missing.name
      : draft.activity === null
        ? words.missing.activity
        : sold && draft.produce.length === 0
          ? words.missing.produce
          : draft.employs === null && draft.buysFrom === null
            ? words.missing.linked
            : null;
  const admit = useCommand(
    (body: EnterpriseInput, key) => answer(api.POST('/api/v1/admission/enterprises', { body, ...withKey(key) })),
    {
      onSuccess: async (kept) => {
        said(words.done(kept.name));
        await queries.invalidateQueries({ queryKey: ['admission', 'enterprises'] });
        onClose();
      },
      onError: async ({ code: refused }) => {
        if (refused === 'produce_not_listed') await queries.invalidateQueries({ queryKey: produceKey });
      },
    },
  );
  const submit = () => {
    if (!code.ok || draft.activity === null) return;
    admit.mutate({
      creditCode: code.value,
      name: draft.name.trim(),
      kind: draft.kind,
      licenceUntil: draft.licenceUntil || null,
      activity: draft.activity,
      produce: sold ? [...draft.produce] : [],
      employs: draft.employs ?? 0,
      buysFrom: draft.buysFrom ?? 0,
      certified: draft.certified,
      reason: draft.reason.trim(),
    });
  };
  const begun = draft.creditCode.trim() !== '';
  return (
    <ActForm
      title={words.admit}
      lead={words.lead}
      submit={words.confirm}
      missing={missing}
      working={admit.isPending}
      failure={admit.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        label={words.creditCode}
        required
        hint={
          <span role="status" className={begun ? (code.ok ? s.right : s.wrong) : undefined}>
            {begun ? (code.ok ? words.codeRight : words.codeWrong) : words.codeHint}
          </span>
        }
        maxLength={40}
        value={draft.creditCode}
        autoComplete="off"
        onChange={(text) => change({ creditCode: text })}
      />
      <Fields>
        <TextField
          label={words.name}
          required
          maxLength={200}
          value={draft.name}
          onChange={(text) => change({ name: text })}
        />
        <ChoiceField
          label={words.kind}
          required
          value={draft.kind}
          options={(['enterprise', 'cooperative'] as const).map((value) => ({ value, label: words.kinds[value] }))}
          onChange={(kind) => change({ kind })}
        />
        <SelectField
          label={words.activity}
          required
          value={draft.activity}
          options={terms.activities.map((activity) => ({ value: activity.code, label: activity[language] }))}
          onChange={(activity) => change({ activity })}
        />
        <DateField
          label={words.licence}
          hint={words.licenceHint}
          min={businessDate}
          value={draft.licenceUntil}
          onChange={(text) => change({ licenceUntil: text })}
        />
        <WholeNumberField
          label={words.employs}
          required
          value={draft.employs}
          onChange={(employs) => change({ employs })}
        />
        <WholeNumberField
          label={words.buysFrom}
          required
          value={draft.buysFrom}
          onChange={(buysFrom) => change({ buysFrom })}
        />
      </Fields>
      {sold && <ProduceField value={draft.produce} onChange={(produce) => change({ produce })} />}
      <Checkbox checked={draft.certified} onChange={(event) => change({ certified: event.target.checked })}>
        {words.certified}
      </Checkbox>
      <LongTextField label={words.reason} value={draft.reason} onChange={(text) => change({ reason: text })} />
    </ActForm>
  );
}
