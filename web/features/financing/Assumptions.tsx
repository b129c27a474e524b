// What a plan assumed, each figure with its source and how sure it is.
import { useLanguage, useT } from '../../messages/index.tsx';
import { Panel } from '../../ui/Layout.tsx';
import { assumptionValue } from './calendarYears.ts';
import s from './plan.module.css';
import type { Plan } from './queries.ts';

export function Assumptions({ plan }: { plan: Plan }) {
  const t = useT();
  const words = t.financing.view;
  const language = useLanguage();
  return (
    <Panel title={words.assumptions}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table must be scrollable by keyboard */}
      <section className={s.scroll} tabIndex={0} aria-label={words.assumptions}>
        <table className={s.table}>
          <thead>
            <tr>
              <th scope="col">{words.assumption}</th>
              <th scope="col" className={s.num}>
                {words.value}
              </th>
              <th scope="col">{words.source}</th>
              <th scope="col">{words.confidence}</th>
            </tr>
          </thead>
          <tbody>
            {plan.assumptions.map((assumption) => (
              <tr key={assumption.code}>
                <th scope="row">{assumption[language]}</th>
                <td className={s.num}>{assumptionValue(assumption, words.units)}</td>
                <td>{assumption.source}</td>
                <td>{words.confidences[assumption.confidence] ?? assumption.confidence}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Panel>
  );
}
