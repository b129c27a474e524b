// How much the household can carry: the amount, the stress behind it in plain words, what was cut.
import { yuan } from '../../format.ts';
import { type Messages, useLanguage, useT } from '../../messages/index.tsx';
import type { Language } from '../../settings.ts';
import { Panel } from '../../ui/Layout.tsx';
import { Trace, type TraceDetail } from '../../ui/Trace.tsx';
import { assumptionValue } from './calendarYears.ts';
import s from './plan.module.css';
import type { Plan } from './queries.ts';

export function Carry({ plan }: { plan: Plan }) {
  const t = useT();
  const words = t.financing.view;
  const language = useLanguage();
  const { affordable } = plan;
  const cut = plan.items.some((item) => item.cuts.some(({ code }) => code === 'beyond_affordable'));
  return (
    <Panel title={words.carry}>
      <div className={s.carry}>
        <p>
          {affordable.amountFen > 0 ? words.carryLead(yuan(affordable.amountFen)) : words.carryNone}{' '}
          <span className="no-print">
            <Trace label={words.carryTrace} trace={carryTrace(plan, t, language)}>
              {t.ui.trace.formula}
            </Trace>
          </span>
        </p>
        <p>
          <strong>{words.stress}</strong>
          {language === 'zh' ? '：' : ': '}
          {affordable.stress[language]}
          {language === 'zh' ? '。' : '.'}
        </p>
        <p>{words.stressLowest(affordable.lowestUnderStress.month, yuan(affordable.lowestUnderStress.balanceFen))}</p>
        {affordable.reference && <p className={s.quiet}>{words.carryReference(affordable.reference[language])}</p>}
        {cut && <p>{words.carryCut}</p>}
      </div>
    </Panel>
  );
}

/** Behind the amount: how it was found, the stressed months' lowest, and the assumptions with their sources. */
export function carryTrace(plan: Plan, t: Messages, language: Language): TraceDetail {
  const words = t.financing.view;
  const { affordable, stressed } = plan;
  return {
    formula: `${words.carryFormula}${language === 'zh' ? '。' : '. '}${affordable.stress[language]}`,
    parts: [
      { label: words.opening, value: yuan(stressed.openingFen) },
      {
        label: `${words.stressed} · ${affordable.lowestUnderStress.month} · ${words.balance}`,
        value: yuan(affordable.lowestUnderStress.balanceFen),
      },
      { sign: '=', label: words.carryTrace, value: yuan(affordable.amountFen) },
    ],
    sources: plan.assumptions.map((assumption) => ({
      label: assumption[language],
      value: assumptionValue(assumption, words.units),
      origin: `${assumption.source}（${words.confidences[assumption.confidence] ?? assumption.confidence}）`,
    })),
  };
}
