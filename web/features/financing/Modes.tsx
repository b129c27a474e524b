// The five modes of the paper: which one carries the plan, what speaks for each, what each still lacks.
import { Tag } from 'antd';
import { useLanguage, useT } from '../../messages/index.tsx';
import { Panel } from '../../ui/Layout.tsx';
import s from './plan.module.css';
import type { Plan } from './queries.ts';

export function Modes({ plan }: { plan: Plan }) {
  const t = useT();
  const words = t.financing.view;
  const language = useLanguage();
  return (
    <Panel title={words.modes}>
      <ul className={s.modes}>
        {plan.modes.map((fit) => {
          const chosen = fit.mode === plan.mode;
          return (
            <li key={fit.mode} className={chosen ? `${s.mode} ${s.chosen}` : s.mode}>
              <div className={s.modeHead}>
                <h3>{fit.name[language]}</h3>
                <Tag color={fit.fits ? 'success' : 'default'}>{fit.fits ? words.fits : words.notYet}</Tag>
                {chosen && <Tag color="processing">{words.chosen}</Tag>}
                {!chosen && fit.mode === plan.nearestMode && <Tag>{words.nearest}</Tag>}
              </div>
              {fit.why.length > 0 && (
                <>
                  <h4>{words.has}</h4>
                  <ul className={s.has}>
                    {fit.why.map((reason) => (
                      <li key={reason.zh}>{reason[language]}</li>
                    ))}
                  </ul>
                </>
              )}
              {fit.missing.length > 0 && (
                <>
                  <h4>{words.lacks}</h4>
                  <ul className={s.lacks}>
                    {fit.missing.map((lack) => (
                      <li key={lack.zh}>{lack[language]}</li>
                    ))}
                  </ul>
                </>
              )}
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
