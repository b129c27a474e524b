// The place that lists look at: a division within the user's region, held in the address (`?place=`) so that a link
// shows the same place to whoever may see it, and carried along by the rail.
import { useCallback } from 'react';
import { useLocation, useSearchParams } from 'react-router';
import { useSession } from '../session.tsx';

const PARAM = 'place';

/** The place in an address, if it lies within `region`; else the whole region. */
export function placeIn(search: URLSearchParams, region: string): string {
  const wanted = search.get(PARAM);
  return wanted !== null && /^\d{6}(\d{3}(\d{3})?)?$/.test(wanted) && wanted.startsWith(region) ? wanted : region;
}

/** The code of the place shown (6, 9 or 12 digits) and how to change it. Changing goes to the list's first page. */
export function usePlace(): { place: string; region: string; choosePlace: (code: string) => void } {
  const { region } = useSession();
  const [params, setParams] = useSearchParams();
  const choosePlace = useCallback(
    (code: string) =>
      setParams((now) => {
        const next = new URLSearchParams(now);
        next.delete('page');
        next.delete('after');
        if (code === region) next.delete(PARAM);
        else next.set(PARAM, code);
        return next;
      }),
    [setParams, region],
  );
  return { place: placeIn(params, region), region, choosePlace };
}

/** `to` with the present place kept. */
export function useKeepPlace(): (to: string) => string {
  const { search } = useLocation();
  const place = new URLSearchParams(search).get(PARAM);
  return (to) => (place === null ? to : `${to}${to.includes('?') ? '&' : '?'}${PARAM}=${place}`);
}
