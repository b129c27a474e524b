// 为什么: what was noticed and decided about the family, with the figures used, Figure 1 as officials see it, and the
// way to disagree.
import { useQuery } from '@tanstack/react-query';
import { type History, historyQuery, type Suggestion } from '../features/admission/queries.ts';
import { Figure1 } from '../features/financing/Figure1.tsx';
import { figure1PathOf } from '../features/financing/pathOf.ts';
import { day, yuan } from '../format.ts';
import { useLanguage, usePhoneT } from '../messages/index.tsx';
import { phonePaths } from '../paths.ts';
import { useSettings } from '../settings.ts';
import { Loaded } from '../ui/states.tsx';
import { IncomeBar } from './IncomeBar.tsx';
import { useOwnHousehold } from './own.tsx';
import { type Attention, attentionQuery, figureQuery, householdQuery, plansQuery } from './queries.ts';
import { standingDecision } from './story.ts';
import { BigLink, ReasonList, Sheet, TaskPage } from './ui.tsx';
import s from './WhyPage.module.css';
import { financeSentences, ownSuggestionQuery } from './words.ts';

export function Component() {
  const t = usePhoneT();
  const language = useLanguage();
  const words = t.phone.why;
  const id = useOwnHousehold();
  const attention = useQuery(attentionQuery(id));
  const history = useQuery(historyQuery(id));
  const suggestion = useQuery(ownSuggestionQuery(id));
  const spoken = [
    ...(attention.data?.noticed ?? []).flatMap(({ reasons }) => reasons.map((reason) => `${reason[language]}。`)),
    ...(history.data && suggestion.data !== undefined ? financeSentences(history.data, suggestion.data, t) : []),
  ].join('');
  return (
    <TaskPage title={words.title} lead={words.lead} back={phonePaths.home()} spoken={spoken || undefined}>
      <Sheet title={words.watch}>
        <Loaded query={attention}>{(told) => <Noticed attention={told} />}</Loaded>
      </Sheet>
      <Loaded query={history}>
        {(known) => (
          <Loaded query={suggestion}>{(suggested) => <Grounds history={known} suggestion={suggested} />}</Loaded>
        )}
      </Loaded>
      <div className={s.way}>
        <Way />
      </div>
      <Sheet title={words.disagree}>
        <p>{words.disagreeNote}</p>
        <BigLink to={phonePaths.appeal()} title={words.appeal} />
        <BigLink to={phonePaths.family()} title={words.wrongData} note={words.wrongDataNote} />
      </Sheet>
    </TaskPage>
  );
}

function Noticed({ attention }: { attention: Attention | null }) {
  const t = usePhoneT();
  const language = useLanguage();
  const words = t.phone.why;
  const household = useQuery(householdQuery(useOwnHousehold()));
  if (attention === null) return <p>{t.phone.watch.notYet}</p>;
  const { incomeYear, incomePerHeadFen, lineFen, members, noticed, asOf } = attention;
  const net = household.data?.incomes.find(({ year }) => year === incomeYear)?.netFen;
  const reasons = noticed.flatMap((clue) => clue.reasons.map((reason) => reason[language]));
  return (
    <>
      <IncomeBar year={incomeYear} incomeFen={incomePerHeadFen} lineFen={lineFen} />
      {net !== undefined && <p>{words.perHead(yuan(net), members, yuan(incomePerHeadFen))}</p>}
      {noticed.length === 0 ? (
        <p>{words.watchClear}</p>
      ) : (
        <>
          <h3 className={s.reasonsHead}>{words.noticed}</h3>
          <ReasonList reasons={[...new Set(reasons)]} />
        </>
      )}
      <small>{words.asOf(asOf)}</small>
    </>
  );
}

/** The decision's reasons, or the suggestion's while none stands. */
function Grounds({ history, suggestion }: { history: History; suggestion: Suggestion | null }) {
  const t = usePhoneT();
  const language = useLanguage();
  const words = t.phone.why;
  const decision = standingDecision(history);
  const grounds = decision ?? suggestion;
  if (grounds === null) return null;
  const departed = decision !== null && decision.outcome !== decision.suggested ? decision : null;
  const own = decision !== null && !decision.reasons.some(({ zh }) => zh === decision.reason) ? decision.reason : '';
  return (
    <Sheet title={decision === null ? words.suggestion : words.outcome}>
      {financeSentences(history, suggestion, t).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {own !== '' && <p>{words.reasonByPerson(own)}</p>}
      {departed && <p>{words.departed(t.phone.outcome[departed.suggested].name)}</p>}
      <ReasonList reasons={grounds.reasons.map((reason) => reason[language])} />
      <small>
        {grounds.clause && words.clause(grounds.clause)}
        {words.asOf(day(grounds.factsAsOf))}
      </small>
    </Sheet>
  );
}

/** Figure 1: the kept plan's where there is one, else as the facts on file draw it. */
function Way() {
  const t = usePhoneT();
  const language = useLanguage();
  const id = useOwnHousehold();
  const plans = useQuery(plansQuery(id));
  const figure = useQuery(figureQuery(id));
  const { largeType } = useSettings();
  return (
    <Loaded query={plans}>
      {(kept) => {
        const open = kept.find(({ state }) => state !== 'closed');
        if (open)
          return <Figure1 listFirst={largeType} path={figure1PathOf(open.plan.figure1, open.plan, language, t)} />;
        return (
          <Loaded query={figure}>
            {(drawn) =>
              drawn === null ? (
                <p>{t.phone.why.figureNone}</p>
              ) : (
                <Figure1 listFirst={largeType} path={figure1PathOf(drawn.figure1, drawn.plan, language, t)} />
              )
            }
          </Loaded>
        );
      }}
    </Loaded>
  );
}
