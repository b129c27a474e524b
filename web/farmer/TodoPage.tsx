// 办事: what can be done here, and nothing that cannot.
import { useQuery } from '@tanstack/react-query';
import { historyQuery } from '../features/admission/queries.ts';
import { usePhoneT } from '../messages/index.tsx';
import { phonePaths } from '../paths.ts';
import { useSession } from '../session.tsx';
import { useOwnHousehold } from './own.tsx';
import { householdQuery, plansQuery } from './queries.ts';
import { consentState } from './story.ts';
import { BigLink, Sheet, TaskPage } from './ui.tsx';

export function Component() {
  const t = usePhoneT();
  const words = t.phone.todo;
  const me = useSession();
  const id = useOwnHousehold();
  const history = useQuery(historyQuery(id));
  const household = useQuery(householdQuery(id));
  const plans = useQuery(plansQuery(id));
  const appealed = history.data?.appeals.some(({ state }) => state === 'open') ?? false;
  const agreed = household.data?.consents.filter((one) => consentState(one, me.businessDate) === 'now').length;
  const hasPlan = (plans.data?.length ?? 0) > 0;
  return (
    <TaskPage title={words.title} lead={words.lead}>
      <Sheet>
        <BigLink
          to={phonePaths.appeal()}
          title={words.appeal}
          note={appealed ? words.appealOpenNote : words.appealNote}
        />
        {hasPlan && <BigLink to={phonePaths.plan()} title={words.plan} note={words.planNote} />}
        <BigLink
          to={phonePaths.consents()}
          title={words.consents}
          {...(agreed === undefined ? {} : { note: words.consentsNote(agreed) })}
        />
        <BigLink to={phonePaths.family()} title={words.family} note={words.familyNote} />
      </Sheet>
    </TaskPage>
  );
}
