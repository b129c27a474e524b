// Putting produce into the county's register, and taking it out.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, useCommand, withKey } from '../../api/client.ts';
import { placesQuery } from '../../api/queries.ts';
import { useT } from '../../messages/index.tsx';
import { ActForm, useSaid } from '../../ui/ActForm.tsx';
import { ChoiceField, LongTextField, SelectField, TextField } from '../../ui/inputs.tsx';
import { type Produce, type ProduceInput, produceKey } from './queries.ts';

const FIRST = { name: '', nature: 'native' as Produce['nature'], origin: null as string | null, source: '' };
const LEAST_REASON = 4;

export function AddProduce({ onClose }: { onClose: () => void }) {
  const words = useT().admission.produce;
  const queries = useQueryClient();
  const said = useSaid();
  const { data: places = [] } = useQuery(placesQuery);
  const [draft, setDraft] = useState(FIRST);
  const change = (changed: Partial<typeof FIRST>) => setDraft({ ...draft, ...changed });
  const add = useCommand(
    (body: ProduceInput, key) => answer(api.POST('/api/v1/admission/produce', { body, ...withKey(key) })),
    {
      onSuccess: async (kept) => {
        said(words.done(kept.name));
        await queries.invalidateQueries({ queryKey: produceKey });
        onClose();
      },
    },
  );
  const { name, nature, origin, source } = draft;
  const missing =
    name.trim() === ''
      ? words.missing.name
      : origin === null
        ? words.missing.origin
        : source.trim() === ''
          ? words.missing.source
          : null;
  const township = new Map(places.map((place) => [place.code, place.name]));
  return (
    <ActForm
      title={words.add}
      submit={words.submit}
      missing={missing}
      working={add.isPending}
      failure={add.error}
      onSubmit={() => {
        if (origin !== null) add.mutate({ name: name.trim(), nature, origin, source: source.trim() });
      }}
      onClose={onClose}
    >
      <TextField label={words.name} required maxLength={60} value={name} onChange={(text) => change({ name: text })} />
      <ChoiceField
        label={words.nature}
        required
        value={nature}
        options={(['native', 'processed'] as const).map((value) => ({ value, label: words.natures[value] }))}
        onChange={(value) => change({ nature: value })}
      />
      <SelectField
        label={words.origin}
        required
        searched
        value={origin}
        options={places.map((place) => ({
          value: place.code,
          label:
            place.code.length === 12 ? `${township.get(place.code.slice(0, 9)) ?? ''} › ${place.name}` : place.name,
        }))}
        onChange={(code) => change({ origin: code })}
      />
      <LongTextField
        label={words.source}
        required
        hint={words.sourceHint}
        value={source}
        onChange={(text) => change({ source: text })}
      />
    </ActForm>
  );
}

export function WithdrawProduce({ produce, onClose }: { produce: Produce; onClose: () => void }) {
  const words = useT().admission.produce;
  const queries = useQueryClient();
  const said = useSaid();
  const [reason, setReason] = useState('');
  const withdraw = useCommand(
    (body: { reason: string }, key) =>
      answer(
        api.POST('/api/v1/admission/produce/{produceId}/withdraw', {
          params: { path: { produceId: produce.id } },
          body,
          ...withKey(key),
        }),
      ),
    {
      onSuccess: async (kept) => {
        said(words.withdrawn(kept.name));
        await queries.invalidateQueries({ queryKey: produceKey });
        onClose();
      },
    },
  );
  return (
    <ActForm
      title={words.withdrawTitle(produce.name)}
      lead={words.withdrawLead}
      submit={words.withdraw}
      missing={reason.trim().length < LEAST_REASON ? words.missing.reason : null}
      working={withdraw.isPending}
      failure={withdraw.error}
      onSubmit={() => withdraw.mutate({ reason: reason.trim() })}
      onClose={onClose}
    >
      <LongTextField label={words.withdrawReason} required value={reason} onChange={setReason} />
    </ActForm>
  );
}
