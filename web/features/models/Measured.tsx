// How well a ranking finds who fell back: calibration, recall from the top, and who is missed.
import { useMemo } from 'react';
import { BarsChart } from '../../charts/BarsChart.tsx';
import { CalibrationChart } from '../../charts/CalibrationChart.tsx';
import { count, share } from '../../format.ts';
import { useT } from '../../messages/index.tsx';
import { Columns, Panel, Stack } from '../../ui/Layout.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import { usePlaceNames } from '../monitoring/places.ts';
import { useMonitoringWords } from '../monitoring/words.ts';
import s from './models.module.css';
import type { Group, Measures } from './queries.ts';
import { foundShare, missedFirst, SMALL, SPOKEN, SPOKEN_SHARE } from './reading.ts';

/** `note` says which households the figures come from. */
export function Measured({ measures, note }: { measures: Measures; note: string }) {
  const m = useT().models;
  const words = useMonitoringWords();
  const placeName = usePlaceNames();
  const tenths = useMemo(
    () =>
      measures.tenths.map((group) => ({
        tenth: Number(group.key),
        predicted: group.predicted,
        observed: group.observed,
        households: group.n,
      })),
    [measures],
  );
  return (
    <Stack>
      <Columns>
        <CalibrationChart title={m.calibrationTitle} tenths={tenths} />
        <Recall measures={measures} note={note} />
      </Columns>
      <section>
        <h2>{m.missed.title}</h2>
        <p className={s.lead}>{m.missed.lead(share(SPOKEN_SHARE, 0))}</p>
        <Columns>
          <Stack>
            <Missed
              title={m.missed.byCause}
              groups={measures.byCause}
              name={(key) => (key === '' ? m.missed.noCause : words.cause(key))}
            />
            <Missed
              title={m.missed.byCategory}
              groups={measures.byCategory}
              name={(key) => (key === '' ? m.missed.noCategory : words.category(key))}
            />
          </Stack>
          <Missed title={m.missed.byTownship} groups={measures.byTownship} name={placeName} />
        </Columns>
      </section>
    </Stack>
  );
}

function Recall({ measures, note }: { measures: Measures; note: string }) {
  const m = useT().models.recall;
  return (
    <Panel title={m.title}>
      <Sheet
        label={m.title}
        rows={measures.top}
        rowKey={(top) => String(top.share)}
        columns={[
          { key: 'top', title: m.top, render: (top) => share(top.share, 0) },
          { key: 'households', title: m.households, figure: true, render: (top) => count(top.households) },
          { key: 'found', title: m.found, figure: true, render: (top) => count(top.found) },
          { key: 'recall', title: m.recall, figure: true, render: (top) => share(top.recall) },
          { key: 'precision', title: m.precision, figure: true, render: (top) => (top.precision * 100).toFixed(1) },
        ]}
      />
      <p className={s.note}>{note}</p>
    </Panel>
  );
}

const asShare = (value: number) => share(value, 0);

/** Groups of households that fell back, the most missed first. */
function Missed({ title, groups, name }: { title: string; groups: readonly Group[]; name: (key: string) => string }) {
  const m = useT().models.missed;
  const missed = useMemo(() => missedFirst(groups), [groups]);
  const bars = missed.map((group) => ({
    key: group.key,
    label: name(group.key),
    value: foundShare(group),
    note: `${count(group.found[SPOKEN] ?? 0)} / ${count(group.positives)}`,
  }));
  const rows = missed.map((group) => [
    name(group.key),
    group.positives,
    group.found[SPOKEN] ?? 0,
    group.positives - (group.found[SPOKEN] ?? 0),
    share(foundShare(group)),
  ]);
  const small = missed.some((group) => group.positives < SMALL);
  return (
    <BarsChart
      title={title}
      unit={m.recall}
      bars={bars}
      format={asShare}
      max={1}
      table={{ heads: [title, m.positives, m.found, m.missed, m.recall], rows }}
      {...(small ? { note: m.small } : {})}
    />
  );
}
