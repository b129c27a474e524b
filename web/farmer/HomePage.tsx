// 首页: who is greeted, what was noticed and decided about his family, how far it has come, and the latest news.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type History, historyQuery, type Suggestion } from '../features/admission/queries.ts';
import { day } from '../format.ts';
import { useLanguage, usePhoneT } from '../messages/index.tsx';
import { phonePaths } from '../paths.ts';
import { useSession } from '../session.tsx';
import { Loaded, Skeleton } from '../ui/states.tsx';
import s from './HomePage.module.css';
import { useOwnHousehold } from './own.tsx';
import { type Attention, attentionQuery, type Household, householdQuery, plansQuery } from './queries.ts';
import { financeTrack, type NewsItem, news, watchTrack } from './story.ts';
import { BigLink, ParcelTrack, Sheet, TaskPage } from './ui.tsx';
import { financeSentences, ownSuggestionQuery, watchSentences } from './words.ts';

export function Component() {
  const t = usePhoneT();
  const me = useSession();
  const id = useOwnHousehold();
  const household = useQuery(householdQuery(id));
  const attention = useQuery(attentionQuery(id));
  const history = useQuery(historyQuery(id));
  const suggestion = useQuery(ownSuggestionQuery(id));
  const name = household.data ? greetedName(me.name, household.data) : null;
  const spoken = [
    ...(household.data && attention.data !== undefined ? watchSentences(attention.data, household.data, t) : []),
    ...(history.data && suggestion.data !== undefined ? financeSentences(history.data, suggestion.data, t) : []),
  ].join('');
  return (
    <TaskPage
      title={name === null ? t.phone.home.title : t.phone.home.greeting(name)}
      lead={household.data ? `${household.data.township}${household.data.village}` : null}
      spoken={spoken || undefined}
    >
      <Sheet title={t.phone.home.watch}>
        <Loaded query={attention}>
          {(told) => (household.data ? <Watch attention={told} household={household.data} /> : <Skeleton lines={3} />)}
        </Loaded>
      </Sheet>
      <Sheet title={t.phone.home.finance}>
        <Loaded query={history}>
          {(known) => (
            <Loaded query={suggestion}>{(suggested) => <Finance history={known} suggestion={suggested} />}</Loaded>
          )}
        </Loaded>
      </Sheet>
      <Sheet>
        <BigLink to={phonePaths.why()} title={t.phone.home.why} note={t.phone.home.whyNote} />
        <BigLink to={phonePaths.family()} title={t.phone.home.family} note={t.phone.home.familyNote} />
      </Sheet>
      <Sheet title={t.phone.home.news}>
        <Loaded query={household}>
          {(known) => <News household={known} attention={attention.data ?? null} history={history.data} />}
        </Loaded>
      </Sheet>
    </TaskPage>
  );
}

/** A member who signs in is greeted by his own name; an account that bears another name greets the head. */
function greetedName(account: string, household: Household): string {
  return household.members.some(({ name }) => name === account) ? account : household.headName;
}

function Watch({ attention, household }: { attention: Attention | null; household: Household }) {
  const t = usePhoneT();
  const track = attention === null ? [] : watchTrack(attention, t.phone);
  return (
    <>
      {watchSentences(attention, household, t).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {track.length > 0 && <ParcelTrack steps={track} />}
    </>
  );
}

function Finance({ history, suggestion }: { history: History; suggestion: Suggestion | null }) {
  const t = usePhoneT();
  const id = useOwnHousehold();
  const plans = useQuery(plansQuery(id));
  return (
    <>
      {financeSentences(history, suggestion, t).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <Loaded query={plans}>
        {(kept) => <ParcelTrack steps={financeTrack(history, suggestion, kept, t.phone)} />}
      </Loaded>
    </>
  );
}

const FIRST_NEWS = 4;

function News(props: { household: Household; attention: Attention | null; history: History | undefined }) {
  const t = usePhoneT();
  const language = useLanguage();
  const id = useOwnHousehold();
  const plans = useQuery(plansQuery(id));
  const [all, setAll] = useState(false);
  if (props.history === undefined || plans.data === undefined) return <Skeleton lines={3} />;
  const items: readonly NewsItem[] = news(
    { household: props.household, attention: props.attention, history: props.history, plans: plans.data },
    t.phone,
    language,
  );
  if (items.length === 0) return <p>{t.phone.home.noNews}</p>;
  const shown = all ? items : items.slice(0, FIRST_NEWS);
  return (
    <>
      <ul className={s.news}>
        {shown.map((item) => (
          <li key={item.key}>
            <time dateTime={item.at}>{day(item.at)}</time>
            <span>{item.text}</span>
          </li>
        ))}
      </ul>
      {shown.length < items.length && (
        <button type="button" className={s.more} onClick={() => setAll(true)}>
          {t.phone.home.more(items.length - shown.length)}
        </button>
      )}
    </>
  );
}
