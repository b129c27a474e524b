// Division codes as people name them.
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { placesQuery } from '../../api/queries.ts';

/** Village committees are written without the words that all of them end in: 乌殊村委会 → 乌殊村. */
export function shortPlace(name: string): string {
  return name
    .replace(/村民?委员?会$/, '村')
    .replace(/村村$/, '村')
    .replace(/社区居民?委员?会$/, '社区');
}

/** The name of a division by its code; the code itself while names are on their way. */
export function usePlaceNames(): (code: string) => string {
  const { data } = useQuery(placesQuery);
  return useMemo(() => {
    const names = new Map((data ?? []).map((place) => [place.code, shortPlace(place.name)]));
    return (code) => names.get(code) ?? code;
  }, [data]);
}
