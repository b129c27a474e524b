// What has changed since the screening before: found, at high risk, and each cause.
import { count, day, signed } from '../../format.ts';
import { useT } from '../../messages/index.tsx';
import { Panel } from '../../ui/Layout.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import type { Screening } from './queries.ts';
import { stepOf } from './Summary.tsx';
import { useMonitoringWords } from './words.ts';

export interface Change {
  readonly key: string;
  readonly now: number;
  readonly before: number;
}

/** Households by cause in either screening, the largest change first. */
export function causeChanges(now: Screening, before: Screening): Change[] {
  const of = (screening: Screening) => new Map(screening.byCause.map((tally) => [tally.key, tally.households]));
  const [here, there] = [of(now), of(before)];
  return [...new Set([...here.keys(), ...there.keys()])]
    .map((key) => ({ key, now: here.get(key) ?? 0, before: there.get(key) ?? 0 }))
    .sort((a, b) => Math.abs(b.now - b.before) - Math.abs(a.now - a.before));
}

export function Changes({ now, before }: { now: Screening; before: Screening | undefined }) {
  const m = useT().monitoring.screening;
  const words = useMonitoringWords();
  if (before === undefined) {
    return (
      <Panel title={m.changes}>
        <p>{m.changesFirst}</p>
      </Panel>
    );
  }
  const lines = [
    { key: m.flagged, now: now.flagged, before: before.flagged },
    { key: m.funnelSteps.high, now: stepOf(now, 'high'), before: stepOf(before, 'high') },
    ...causeChanges(now, before)
      .filter((change) => change.now !== change.before)
      .map((change) => ({ ...change, key: words.cause(change.key) })),
  ];
  return (
    <Panel title={m.changesFrom(day(before.endedAt))}>
      <Sheet
        label={m.changes}
        rows={lines}
        rowKey={(line) => line.key}
        columns={[
          { key: 'what', title: m.householdsUnit, render: (line) => line.key },
          { key: 'before', title: m.before, figure: true, render: (line) => count(line.before) },
          { key: 'now', title: m.now, figure: true, render: (line) => count(line.now) },
          { key: 'change', title: m.change, figure: true, render: (line) => signed(line.now - line.before) },
        ]}
      />
    </Panel>
  );
}
