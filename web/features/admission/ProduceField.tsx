// Choosing what will be sold, from the county's register of produce.
import { useT } from '../../messages/index.tsx';
import { ManyField } from '../../ui/inputs.tsx';
import type { Produce } from './queries.ts';

export interface ProduceFieldProps {
  /** Everything that is or was in the register. */
  readonly register: readonly Produce[];
  readonly value: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}

export function ProduceField({ register, value, onChange }: ProduceFieldProps) {
  const words = useT().admission.decide;
  const listed = register.filter(({ withdrawnOn }) => withdrawnOn === null);
  return (
    <ManyField
      label={words.produce}
      required
      hint={listed.length === 0 ? words.noProduce : words.activitySells}
      placeholder={words.produceHint}
      value={value}
      options={listed.map(({ id, name, originName }) => ({ value: id, label: `${name}（${originName}）` }))}
      onChange={onChange}
    />
  );
}
