// 今日: the first page of every role. Whoever works with households by region gets the workbench; the others are told
// plainly that their work is not installed yet.
import { useMay } from '../../session.tsx';
import { ComingToday } from './ComingToday.tsx';
import { OfficialToday } from './OfficialToday.tsx';

export function Component() {
  return useMay('clue.list') ? <OfficialToday /> : <ComingToday />;
}
