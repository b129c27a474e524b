// 申诉: against the decision that stands; what is typed is kept until it is sent; earlier appeals with their answers.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { answer, api, useCommand, withKey } from '../api/client.ts';
import { type Appeal, admissionKey, type History, historyQuery } from '../features/admission/queries.ts';
import { day } from '../format.ts';
import { usePhoneT } from '../messages/index.tsx';
import { phonePaths } from '../paths.ts';
import { ErrorPanel, Loaded } from '../ui/states.tsx';
import { useDraft } from './draft.ts';
import { useOwnHousehold } from './own.tsx';
import { standingDecision } from './story.ts';
import { BigButton, ParcelTrack, Sheet, TaskPage, TextBox } from './ui.tsx';

/** As the server asks for. */
const LEAST = 4;

export function Component() {
  const t = usePhoneT();
  const words = t.phone.appeal;
  const id = useOwnHousehold();
  const history = useQuery(historyQuery(id));
  return (
    <TaskPage title={words.title} lead={words.lead} back={phonePaths.todo()} spoken={words.lead}>
      <Loaded query={history}>
        {(known) => (
          <>
            <Sheet>
              <Filing history={known} />
            </Sheet>
            <Sheet title={words.yours}>
              {known.appeals.length === 0 && <p>{words.none}</p>}
              {known.appeals.map((appeal) => (
                <Filed key={appeal.id} appeal={appeal} />
              ))}
            </Sheet>
          </>
        )}
      </Loaded>
    </TaskPage>
  );
}

function Filing({ history }: { history: History }) {
  const t = usePhoneT();
  const words = t.phone.appeal;
  const id = useOwnHousehold();
  const queries = useQueryClient();
  const [grounds, setGrounds] = useDraft(`appeal.${id}`);
  const [short, setShort] = useState(false);
  const file = useCommand(
    (input: { grounds: string }, key) =>
      answer(
        api.POST('/api/v1/admission/households/{householdId}/appeals', {
          params: { path: { householdId: id } },
          body: { grounds: input.grounds, onBehalfOf: null },
          ...withKey(key),
        }),
      ),
    {
      onSuccess: async () => {
        setGrounds('');
        await queries.invalidateQueries({ queryKey: admissionKey(id) });
      },
    },
  );
  const decision = standingDecision(history);
  if (decision === null) return <p>{words.notDecided}</p>;
  const against = <p>{words.against(t.phone.outcome[decision.outcome].name, day(decision.decidedAt))}</p>;
  if (history.appeals.some(({ state }) => state === 'open')) {
    return (
      <>
        {against}
        <p role="status">{file.isSuccess ? words.filed : words.open}</p>
      </>
    );
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const tooShort = grounds.trim().length < LEAST;
    setShort(tooShort);
    if (!tooShort) file.mutate({ grounds: grounds.trim() });
  };
  return (
    <form onSubmit={submit} noValidate>
      {against}
      <TextBox
        label={words.grounds}
        hint={grounds === '' ? words.groundsHint : words.draft}
        value={grounds}
        error={short && grounds.trim().length < LEAST ? words.tooShort : null}
        onChange={setGrounds}
      />
      {file.isError && <ErrorPanel compact error={file.error} />}
      {file.isPaused && <p role="status">{t.phone.waiting}</p>}
      <BigButton type="submit" aria-busy={file.isPending} whyNot={file.isPending ? words.filing : null}>
        {words.file}
      </BigButton>
    </form>
  );
}

function Filed({ appeal }: { appeal: Appeal }) {
  const t = usePhoneT();
  const words = t.phone.appeal;
  const answered = appeal.state !== 'open';
  return (
    <div>
      <p>{appeal.grounds}</p>
      <ParcelTrack
        steps={[
          { key: 'filed', label: words.steps.filed, state: 'done', note: day(appeal.filedAt) },
          { key: 'looked', label: words.steps.looked, state: answered ? 'done' : 'now' },
          {
            key: 'answered',
            label: words.steps.answered,
            state: answered ? 'done' : 'later',
            note: answered ? words.states[appeal.state] : null,
          },
        ]}
      />
      {answered && appeal.answer !== null && (
        <p>
          {words.answer(appeal.answeredBy ?? '', day(appeal.answeredAt))}
          {appeal.answer}
        </p>
      )}
    </div>
  );
}
