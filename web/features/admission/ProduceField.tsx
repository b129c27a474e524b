// Choosing what will be sold, from the county's register of produce.
import { useQuery } from '@tanstack/react-query';
import { useT } from '../../messages/index.tsx';
import { ManyField } from '../../ui/inputs.tsx';
import { ErrorPanel } from '../../ui/states.tsx';
import { type Produce, produceQuery } from './queries.ts';

/** What may be chosen, and of what was chosen, what still may. */
export function useRegister(chosen: readonly string[]): { readonly still: readonly string[]; readonly names: string } {
  const { data } = useQuery(produceQuery);
  if (data === undefined) return { still: chosen, names: '' };
  const listed = listedOf(data);
  const still = chosen.filter((id) => listed.some((one) => one.id === id));
  const names = listed.filter(({ id }) => still.includes(id)).map(({ name }) => name);
  return { still, names: names.join('、') };
}

const listedOf = (register: readonly Produce[]) => register.filter(({ withdrawnOn }) => withdrawnOn === null);

export interface ProduceFieldProps {
  readonly value: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}

export function ProduceField({ value, onChange }: ProduceFieldProps) {
  const words = useT().admission.decide;
  const query = useQuery(produceQuery);
  if (query.error) return <ErrorPanel compact error={query.error} onRetry={() => void query.refetch()} />;
  const listed = listedOf(query.data ?? []);
  return (
    <ManyField
      label={words.produce}
      required
      loading={query.isPending}
      hint={query.data !== undefined && listed.length === 0 ? words.noProduce : words.activitySells}
      placeholder={words.produceHint}
      value={value}
      options={listed.map(({ id, name, originName }) => ({ value: id, label: `${name}（${originName}）` }))}
      onChange={onChange}
    />
  );
}
