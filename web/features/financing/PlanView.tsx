// A financing plan as people read it: the sums, each need's way, what can be carried and why, the months, the modes,
// what to do next, what was assumed. Drawn or kept, on screen and on paper alike.

import { wan, yuan } from '../../format.ts';
import { useLanguage, useT } from '../../messages/index.tsx';
import { Panel, Stack } from '../../ui/Layout.tsx';
import { StatRow, StatTile } from '../../ui/StatTile.tsx';
import { Trace } from '../../ui/Trace.tsx';
import { Assumptions } from './Assumptions.tsx';
import { CalendarPanel } from './CalendarPanel.tsx';
import { Carry, carryTrace } from './Carry.tsx';
import { Modes } from './Modes.tsx';
import { PlanItemCard } from './PlanItemCard.tsx';
import s from './plan.module.css';
import type { Plan } from './queries.ts';

export function PlanView({ plan }: { plan: Plan }) {
  const t = useT();
  const words = t.financing.view;
  const language = useLanguage();
  const mode = plan.modes.find(({ mode: code }) => code === plan.mode);
  const cut = plan.askedFen - plan.fundedFen;
  const unit = t.financing.path.wan;
  return (
    <Stack>
      <StatRow>
        <StatTile label={words.asked} value={wan(plan.askedFen)} unit={unit} />
        <StatTile
          label={words.affordable}
          unit={unit}
          value={
            <Trace label={words.carryTrace} trace={carryTrace(plan, t, language)}>
              {wan(plan.affordable.amountFen)}
            </Trace>
          }
        />
        <StatTile
          label={words.funded}
          value={wan(plan.fundedFen)}
          unit={unit}
          note={cut > 0 ? words.cutBack(yuan(cut)) : words.noCut}
          tone={cut > 0 ? 'warning' : 'good'}
        />
        <StatTile label={words.mode} value={mode?.name[language] ?? t.financing.path.noMode} />
      </StatRow>
      {plan.items.length > 0 && (
        <Panel title={words.items}>
          <ol className={s.items}>
            {plan.items.map((item) => (
              <PlanItemCard key={item.id} item={item} />
            ))}
          </ol>
        </Panel>
      )}
      <Carry plan={plan} />
      <CalendarPanel plan={plan} />
      <Modes plan={plan} />
      <Panel title={words.steps}>
        <ol className={s.next}>
          {plan.steps.map((step) => (
            <li key={step.zh}>
              <span>{step[language]}</span>
            </li>
          ))}
        </ol>
      </Panel>
      <Assumptions plan={plan} />
    </Stack>
  );
}
