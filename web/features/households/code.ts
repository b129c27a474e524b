// A registry code as the reader says it: 之子 → 儿子, 脱贫户 → "Lifted out of poverty".
import { useCallback } from 'react';
import { NO_VALUE } from '../../format.ts';
import { useT } from '../../messages/index.tsx';

export function useCode(): (code: string | null | undefined) => string {
  const { codes } = useT();
  return useCallback((code) => (code ? (codes[code] ?? code) : NO_VALUE), [codes]);
}
