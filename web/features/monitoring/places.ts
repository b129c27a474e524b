// Division codes by their names.
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { placesQuery } from '../../api/queries.ts';

/** The name of a division by its code; the code itself while names are on their way. */
export function usePlaceNames(): (code: string) => string {
  const { data } = useQuery(placesQuery);
  return useMemo(() => {
    const names = new Map((data ?? []).map((place) => [place.code, place.name]));
    return (code) => names.get(code) ?? code;
  }, [data]);
}
