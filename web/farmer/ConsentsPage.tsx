// 我同意过的事: to whom the household's records may be shown, until when, and taking it back.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, useCommand, withKey } from '../api/client.ts';
import { day } from '../format.ts';
import { usePhoneT } from '../messages/index.tsx';
import { phonePaths } from '../paths.ts';
import { useSession } from '../session.tsx';
import { Empty, ErrorPanel, Loaded } from '../ui/states.tsx';
import { useOwnHousehold } from './own.tsx';
import { type Consent, householdQuery } from './queries.ts';
import { consentState, consentSubject } from './story.ts';
import { BigButton, Sheet, TaskPage } from './ui.tsx';

export function Component() {
  const t = usePhoneT();
  const words = t.phone.consents;
  const household = useQuery(householdQuery(useOwnHousehold()));
  return (
    <TaskPage title={words.title} lead={words.lead} back={phonePaths.todo()} spoken={words.lead}>
      <Loaded query={household}>
        {({ consents }) =>
          consents.length === 0 ? (
            <Empty title={words.none} hint={words.noneHint} />
          ) : (
            consents.map((consent) => <ConsentSheet key={consent.id} consent={consent} />)
          )
        }
      </Loaded>
    </TaskPage>
  );
}

function ConsentSheet({ consent }: { consent: Consent }) {
  const t = usePhoneT();
  const words = t.phone.consents;
  const me = useSession();
  const queries = useQueryClient();
  const id = useOwnHousehold();
  const [asking, setAsking] = useState(false);
  const withdraw = useCommand(
    (input: { id: string }, key) =>
      answer(
        api.POST('/api/v1/household-consents/{id}/withdrawal', { params: { path: { id: input.id } }, ...withKey(key) }),
      ),
    {
      onSuccess: async () => {
        setAsking(false);
        await queries.invalidateQueries({ queryKey: householdQuery(id).queryKey });
      },
    },
  );
  const state = consentState(consent, me.businessDate);
  const what = consentSubject(consent.what, t.phone);
  const said = state === 'withdrawn' ? words.state.withdrawn(day(consent.withdrawnAt)) : words.state[state];
  return (
    <Sheet title={said}>
      <p>{words.sentence(what, consent.recipient, consent.purpose)}</p>
      <p>{words.term(consent.givenOn, consent.until)}</p>
      <small>{words.recordedBy(consent.recordedByName)}</small>
      {withdraw.isSuccess && <p role="status">{words.withdrawn}</p>}
      {withdraw.isError && <ErrorPanel compact error={withdraw.error} />}
      {withdraw.isPaused && <p role="status">{t.phone.waiting}</p>}
      {state === 'now' && !asking && (
        <BigButton kind="plain" onClick={() => setAsking(true)}>
          {words.withdraw}
        </BigButton>
      )}
      {state === 'now' && asking && (
        <>
          <p role="alert">{words.sure(what, consent.recipient)}</p>
          <BigButton
            whyNot={withdraw.isPending ? words.withdrawing : null}
            onClick={() => withdraw.mutate({ id: consent.id })}
          >
            {words.confirm}
          </BigButton>
          <BigButton kind="plain" onClick={() => setAsking(false)}>
            {words.keep}
          </BigButton>
        </>
      )}
    </Sheet>
  );
}
