// 我家的资金计划: what is borrowed and how it is repaid, in sentences, and the months one by one.
import { useQuery } from '@tanstack/react-query';
import { day, rateBp, wholeYuan, yuan } from '../format.ts';
import { type PhoneMessages, useLanguage, usePhoneT } from '../messages/index.tsx';
import { phonePaths } from '../paths.ts';
import type { Language } from '../settings.ts';
import { Empty, Loaded } from '../ui/states.tsx';
import { useOwnHousehold } from './own.tsx';
import s from './PlanPage.module.css';
import { type KeptPlan, plansQuery } from './queries.ts';
import { monthsOf, type Repayment, repaymentOf } from './repayment.ts';
import { ReasonList, Sheet, TaskPage } from './ui.tsx';

export function Component() {
  const t = usePhoneT();
  const language = useLanguage();
  const words = t.phone.plan;
  const plans = useQuery(plansQuery(useOwnHousehold()));
  const shown = shownPlan(plans.data ?? []);
  const spoken = shown ? [words.state[shown.state], '。', ...sentences(shown, words, language)].join('') : undefined;
  return (
    <TaskPage title={words.title} lead={words.lead} back={phonePaths.todo()} spoken={spoken}>
      <Loaded query={plans}>
        {(kept) => {
          const plan = shownPlan(kept);
          return plan === null ? <Empty title={words.none} hint={words.noneHint} /> : <Plan kept={plan} />;
        }}
      </Loaded>
    </TaskPage>
  );
}

/** The open plan, else the newest. */
function shownPlan(plans: readonly KeptPlan[]): KeptPlan | null {
  return plans.find(({ state }) => state !== 'closed') ?? plans[0] ?? null;
}

function Plan({ kept }: { kept: KeptPlan }) {
  const t = usePhoneT();
  const language = useLanguage();
  const words = t.phone.plan;
  const { plan } = kept;
  return (
    <>
      <Sheet title={words.state[kept.state]}>
        {kept.agreedBy !== null && <p>{words.agreedBy(kept.agreedBy, day(kept.agreedAt))}</p>}
        {kept.state === 'draft' && <p>{words.draftNext}</p>}
        {kept.closeReason !== null && <p>{kept.closeReason}</p>}
      </Sheet>
      <Sheet title={words.items}>
        <ul className={s.items}>
          {plan.items.map((item) => (
            <li key={item.id}>
              {itemSentences(item, words, language).map((sentence) => (
                <p key={sentence}>{sentence}</p>
              ))}
            </li>
          ))}
        </ul>
      </Sheet>
      <Sheet title={words.repay}>
        <ReasonList reasons={repaySentences(repaymentOf(plan.calendar), words)} />
        <p>{plan.affordable.amountFen > 0 ? words.carry(wholeYuan(plan.affordable.amountFen)) : words.carryNothing}</p>
      </Sheet>
      {plan.steps.length > 0 && kept.state !== 'closed' && (
        <Sheet title={words.steps}>
          <ReasonList reasons={plan.steps.map((step) => step[language])} />
        </Sheet>
      )}
      <Sheet title={words.calendar}>
        <p>{words.calendarLead}</p>
        <Months plan={plan} />
      </Sheet>
    </>
  );
}

type Words = PhoneMessages['phone']['plan'];

function sentences(kept: KeptPlan, words: Words, language: Language): string[] {
  return [
    ...kept.plan.items.flatMap((item) => itemSentences(item, words, language)),
    ...repaySentences(repaymentOf(kept.plan.calendar), words),
  ];
}

function itemSentences(item: KeptPlan['plan']['items'][number], words: Words, language: Language): string[] {
  const asked = words.item(item.purposeName[language], yuan(item.askedFen), item.neededOn);
  const cuts = item.cuts.map(({ reason }) => reason[language]);
  if (item.channel === 'insurance' && item.product)
    return [asked, `${item.product.name[language]}。`, words.insurance, ...cuts];
  if (item.fundedFen === 0 || item.product === null) return [asked, words.notFunded, ...cuts];
  const funded = words.funded(yuan(item.fundedFen), item.product.name[language]);
  if (item.loan === null) return [asked, funded, ...cuts];
  const { months, rateBp: bp, methodName } = item.loan;
  return [asked, funded, words.terms(months, rateBp(bp), methodName[language]), ...cuts];
}

function repaySentences(repayment: Repayment | null, words: Words): string[] {
  if (repayment === null) return [words.nothingToRepay];
  const { payments, levelFen, interestFen, totalFen, most } = repayment;
  const last = payments.at(-1)!;
  if (levelFen === null) {
    return [words.uneven(payments.length, yuan(totalFen), yuan(interestFen)), words.most(most.month, yuan(most.fen))];
  }
  return [
    words.level(yuan(levelFen), payments.length, yuan(interestFen)),
    ...(last.fen === levelFen ? [] : [words.levelLast(yuan(last.fen))]),
  ];
}

/** A simple calendar: one row a month, the tightest one marked in words. */
function Months({ plan }: { plan: KeptPlan['plan'] }) {
  const t = usePhoneT();
  const words = t.phone.plan;
  return (
    <ol className={s.months}>
      {monthsOf(plan.calendar).map((line) => (
        <li key={line.month} className={line.lowest ? s.lowest : undefined}>
          <strong>
            {line.month}
            {line.lowest && <em>{words.lowest}</em>}
          </strong>
          <span>
            {words.monthIn(wholeYuan(line.inFen))} · {words.monthOut(wholeYuan(line.outFen))}
            {line.repaidFen > 0 && ` · ${words.monthRepay(wholeYuan(line.repaidFen))}`}
          </span>
          <span className={line.leftFen < 0 ? s.short : undefined}>{words.monthLeft(wholeYuan(line.leftFen))}</span>
        </li>
      ))}
    </ol>
  );
}
