// Choosing one household by its number or its head's name.
import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useEffect, useState } from 'react';
import { useT } from '../../messages/index.tsx';
import { type Listed, listQuery } from '../households/queries.ts';

export interface HouseholdSelectProps {
  readonly value?: string | null;
  readonly onChoose: (household: Listed) => void;
  readonly id?: string;
}

const MOST = 10;

export function HouseholdSelect({ value, onChoose, id }: HouseholdSelectProps) {
  const words = useT().accounts.form;
  const [text, setText] = useState('');
  const [wanted, setWanted] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setWanted(text.trim()), 300);
    return () => clearTimeout(timer);
  }, [text]);
  const { data, isFetching } = useQuery({ ...listQuery({ q: wanted, limit: MOST }), enabled: wanted !== '' });
  const found = wanted === '' ? [] : (data?.households ?? []);
  return (
    <Select
      {...(id ? { id } : {})}
      showSearch={{ filterOption: false, onSearch: setText }}
      value={value ?? null}
      placeholder={words.householdHint}
      loading={isFetching}
      notFoundContent={wanted === '' || isFetching ? words.householdHint : words.householdNone}
      options={found.map((household) => ({
        value: household.id,
        label: `${household.no} · ${household.headName} · ${household.village}`,
      }))}
      onChange={(chosen: string) => {
        const household = found.find((one) => one.id === chosen);
        if (household) onChoose(household);
      }}
    />
  );
}
