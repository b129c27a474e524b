// 首页: greets by name and says what this place is for.
import { usePhoneT } from '../messages/index.tsx';
import { useSession } from '../session.tsx';
import { TaskPage } from './ui.tsx';

export function Component() {
  const t = usePhoneT();
  const me = useSession();
  return (
    <TaskPage title={t.phone.home.greeting(me.name)} lead={t.phone.home.lead}>
      {null}
    </TaskPage>
  );
}
