// Whether the page is as narrow as a phone: lists then draw cards.
import { useSyncExternalStore } from 'react';

const PHONE = matchMedia('(max-width: 640px)');

function follow(listener: () => void): () => void {
  PHONE.addEventListener('change', listener);
  return () => PHONE.removeEventListener('change', listener);
}

export function useNarrow(): boolean {
  return useSyncExternalStore(follow, () => PHONE.matches);
}
