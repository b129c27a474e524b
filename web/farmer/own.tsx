// The pages about one's own household: only for an account that has one.
import { Outlet } from 'react-router';
import { usePhoneT } from '../messages/index.tsx';
import { useSession } from '../session.tsx';
import { Empty } from '../ui/states.tsx';

export function OwnHousehold() {
  const t = usePhoneT();
  const { householdId } = useSession();
  if (householdId === null) return <Empty title={t.phone.noHousehold.title} hint={t.phone.noHousehold.hint} />;
  return <Outlet />;
}

/** The farmer's household, on pages below OwnHousehold. */
export function useOwnHousehold(): string {
  const { householdId } = useSession();
  if (householdId === null) throw new Error('no OwnHousehold above this page');
  return householdId;
}
