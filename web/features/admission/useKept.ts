// What every act of admission does when it has been kept: says so, asks again for what may have changed, closes.
import { useQueryClient } from '@tanstack/react-query';
import { useSaid } from '../../ui/ActForm.tsx';

export function useKept(onClose: () => void): () => Promise<void> {
  const queries = useQueryClient();
  const said = useSaid();
  return async () => {
    said();
    await queries.invalidateQueries({ queryKey: ['admission'] });
    onClose();
  };
}
