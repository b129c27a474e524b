// The place picker: county › township › village within the user's region, searchable by name.
import { useQuery } from '@tanstack/react-query';
import { Cascader } from 'antd';
import { useMemo } from 'react';
import { type Place, placesQuery } from '../api/queries.ts';
import { useT } from '../messages/index.tsx';
import s from './Frame.module.css';
import { usePlace } from './place.ts';

interface PlaceOption {
  value: string;
  label: string;
  children?: PlaceOption[];
}

/** The divisions as a tree. Those above the region are its frame: shown, but only the region and below are chosen. */
export function placeTree(places: readonly Place[]): PlaceOption[] {
  const options = new Map(
    places.map((place): [string, PlaceOption] => [place.code, { value: place.code, label: place.name }]),
  );
  const roots: PlaceOption[] = [];
  for (const place of places) {
    const option = options.get(place.code)!;
    const parent = place.parent === null ? undefined : options.get(place.parent);
    if (parent === undefined) roots.push(option);
    else parent.children = [...(parent.children ?? []), option];
  }
  return roots;
}

/** The codes from the county down to `code`. */
export function placePath(code: string): string[] {
  return [6, 9, 12].filter((digits) => digits <= code.length).map((digits) => code.slice(0, digits));
}

export function PlacePicker() {
  const t = useT();
  const { place, region, choosePlace } = usePlace();
  const { data } = useQuery(placesQuery);
  const options = useMemo(() => placeTree(data ?? []), [data]);
  return (
    <Cascader<PlaceOption>
      className={s.place ?? ''}
      variant="borderless"
      aria-label={t.shell.place.label}
      options={options}
      value={placePath(place)}
      changeOnSelect
      allowClear={place !== region}
      loading={data === undefined}
      expandTrigger="hover"
      displayRender={(labels) => labels.join(' › ')}
      showSearch={{ filter: (text, path) => path.some((step) => step.label.includes(text)) }}
      placeholder={t.shell.place.search}
      onChange={(path) => {
        const code = String(path?.at(-1) ?? region);
        choosePlace(code.startsWith(region) ? code : region);
      }}
    />
  );
}
