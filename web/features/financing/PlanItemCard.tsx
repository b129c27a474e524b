// One need of a plan: what was asked, then channel, product, amount, term and method, with the reason of each.
import { NO_VALUE, rateBp, yuan } from '../../format.ts';
import { useLanguage, useT } from '../../messages/index.tsx';
import { Why } from '../../ui/Why.tsx';
import { Chip } from '../admission/words.tsx';
import s from './plan.module.css';
import type { PlanItem } from './queries.ts';
import { whyRouted } from './whyRouted.ts';

export function PlanItemCard({ item }: { item: PlanItem }) {
  const t = useT();
  const words = t.financing.view;
  const language = useLanguage();
  const purpose = item.purposeName[language];
  return (
    <li className={s.item}>
      <div className={s.itemHead}>
        <h3>{purpose}</h3>
        <span>{words.wanted(yuan(item.askedFen), item.neededOn, item.monthsOccupied)}</span>
        <span className={s.quiet}>
          {words.evidence}
          {language === 'zh' ? '：' : ' '}
          {item.evidence}
        </span>
      </div>
      <Steps item={item} />
      <p>
        {item.reason[language]}{' '}
        <span className="no-print">
          <Why of={words.why(purpose)} reason={whyRouted(item, t, language)} />
        </span>
      </p>
      {item.cuts.length > 0 && (
        <ul className={s.cuts}>
          {item.cuts.map((cut) => (
            <li key={cut.code}>{words.cutOf(yuan(cut.byFen), cut.reason[language])}</li>
          ))}
        </ul>
      )}
      {item.candidates.length > 0 && (
        <details className={s.details}>
          <summary>
            {words.candidates}（{item.candidates.length}）
          </summary>
          <ul className={s.candidates}>
            {item.candidates.map((candidate) => (
              <li key={candidate.code}>
                <strong>{candidate.name[language]}</strong>
                <Chip tone={candidate.eligible ? 'good' : 'plain'}>
                  {candidate.eligible ? words.eligible : words.notEligible}
                </Chip>
                <span className={s.quiet}>{candidate.why[language]}</span>
              </li>
            ))}
          </ul>
          {item.product && (
            <p className={s.quiet}>
              {words.termsOf}
              {language === 'zh' ? '：' : ': '}
              {item.product.terms[language]}
              {language === 'zh' ? '。' : '. '}
              {words.source}
              {language === 'zh' ? '：' : ': '}
              {item.product.source}（{words.confidences[item.product.confidence] ?? item.product.confidence}）
            </p>
          )}
        </details>
      )}
    </li>
  );
}

function Steps({ item }: { item: PlanItem }) {
  const t = useT();
  const words = t.financing.view;
  const language = useLanguage();
  const insured = item.channel === 'insurance';
  // Terms of a loan that isn't arranged would read as a promise.
  const loan = item.fundedFen > 0 ? item.loan : null;
  const arranged = insured
    ? words.covered
    : item.fundedFen > 0
      ? `${yuan(item.fundedFen)} ${words.unit}`
      : words.notArranged;
  return (
    <dl className={s.steps}>
      <div>
        <dt>{words.channel}</dt>
        <dd>{item.channelName[language]}</dd>
      </div>
      <div>
        <dt>{words.product}</dt>
        <dd>
          {item.product?.name[language] ?? words.noProduct}
          {item.product?.confidence === 'U' && <small>{words.sampleProduct}</small>}
        </dd>
      </div>
      <div>
        <dt>{words.amount}</dt>
        <dd>
          {arranged}
          {item.fundedFen < item.askedFen && !insured && <small>{`− ${yuan(item.askedFen - item.fundedFen)}`}</small>}
        </dd>
      </div>
      <div>
        <dt>{words.term}</dt>
        <dd>
          {loan ? words.months(loan.months) : NO_VALUE}
          {loan && (
            <small>
              {words.rate} {rateBp(loan.rateBp)}
            </small>
          )}
        </dd>
      </div>
      <div>
        <dt>{words.method}</dt>
        <dd>
          {loan ? loan.methodName[language] : item.product && !item.loan ? words.noLoan : NO_VALUE}
          {loan && <small>{loan.why[language]}</small>}
        </dd>
      </div>
    </dl>
  );
}
