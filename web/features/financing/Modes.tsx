// The five modes of the paper: which one carries the plan, what speaks for each, what each still lacks.
import { useLanguage, useT } from '../../messages/index.tsx';
import { Panel } from '../../ui/Layout.tsx';
import { Chip } from '../admission/words.tsx';
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
                <Chip tone={fit.fits ? 'good' : 'plain'}>{fit.fits ? words.fits : words.notYet}</Chip>
                {chosen && <Chip tone="info">{words.chosen}</Chip>}
                {!chosen && fit.mode === plan.nearestMode && <Chip tone="warning">{words.nearest}</Chip>}
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
