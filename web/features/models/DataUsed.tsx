// What a model was fitted on.
import { count, day, moment } from '../../format.ts';
import { useT } from '../../messages/index.tsx';
import { Facts, Panel } from '../../ui/Layout.tsx';
import { usePlaceNames } from '../monitoring/places.ts';
import type { LogisticCard, Model, Outcomes, VepCard } from './queries.ts';

export function DataUsed({ model, card }: { model: Model; card: LogisticCard | VepCard }) {
  const m = useT().models.data;
  const placeName = usePlaceNames();
  const outcomes = card.kind === 'logistic' ? card.outcomes : null;
  return (
    <Panel title={m.title}>
      <Facts
        items={[
          { label: m.county, value: placeName(card.county) },
          { label: m.households, value: count(card.households) },
          ...(card.kind === 'logistic' ? [{ label: m.positives, value: count(card.positives) }] : []),
          ...(outcomes === null ? [] : outcomeFacts(outcomes, m)),
          { label: m.fittedAt, value: moment(model.fittedAt) },
          { label: m.fittedBy, value: model.fittedBy },
        ]}
      />
    </Panel>
  );
}

function outcomeFacts(outcomes: Outcomes, m: ReturnType<typeof useT>['models']['data']) {
  const { read, accepted, rejected } = outcomes;
  const why = Object.entries(outcomes.rejectedBy).map(([code, n]) => m.reasonOf(m.reasons[code] ?? code, count(n)));
  return [
    { label: m.year, value: String(outcomes.year) },
    {
      label: m.rows,
      value: m.rowsValue({ read: count(read), accepted: count(accepted), rejected: count(rejected) }),
    },
    ...(why.length > 0 ? [{ label: m.rejected, value: why.join('；') }] : []),
    { label: m.importedAt, value: day(outcomes.importedAt) },
  ];
}
