// What a plan assumed, each figure with its source and how sure it is.
import { useLanguage, useT } from '../../messages/index.tsx';
import { Panel } from '../../ui/Layout.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import { assumptionValue } from './calendarYears.ts';
import type { Plan } from './queries.ts';

export function Assumptions({ plan }: { plan: Plan }) {
  const t = useT();
  const words = t.financing.view;
  const language = useLanguage();
  return (
    <Panel title={words.assumptions}>
      <Sheet
        label={words.assumptions}
        rows={plan.assumptions}
        rowKey={({ code }) => code}
        columns={[
          { key: 'what', title: words.assumption, render: (assumption) => assumption[language] },
          {
            key: 'value',
            title: words.value,
            figure: true,
            render: (assumption) => assumptionValue(assumption, words.units),
          },
          { key: 'source', title: words.source, render: ({ source }) => source },
          {
            key: 'confidence',
            title: words.confidence,
            whole: true,
            render: ({ confidence }) => words.confidences[confidence] ?? confidence,
          },
        ]}
      />
    </Panel>
  );
}
