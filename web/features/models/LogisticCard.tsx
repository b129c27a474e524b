// The card of a model of relapse: how well it does on households that it never saw, who is missed, what it weighs, what
// it was fitted on, and what it can't do.
import { count, share } from '../../format.ts';
import { useT } from '../../messages/index.tsx';
import { useSession } from '../../session.tsx';
import { Panel, Stack } from '../../ui/Layout.tsx';
import { StatRow, StatTile } from '../../ui/StatTile.tsx';
import { useMonitoringWords } from '../monitoring/words.ts';
import { LogisticCoefficients } from './Coefficients.tsx';
import { DataUsed } from './DataUsed.tsx';
import { Measured } from './Measured.tsx';
import s from './models.module.css';
import type { LogisticCard as Card, Model } from './queries.ts';
import { SPOKEN, SPOKEN_SHARE, worstCause } from './reading.ts';

const auc = (value: number | null) => (value === null ? '—' : value.toFixed(3));
/** Calibration is called good within two points, as the chart draws it. */
const TOLERANCE = 0.02;

export function LogisticCard({ model, card }: { model: Model; card: Card }) {
  const m = useT().models;
  const { measures, baselines, folds } = card.heldOut;
  const top = measures.top[SPOKEN];
  return (
    <Stack>
      <section>
        {measures.auc !== null && top !== undefined && (
          <p className={s.sentence}>
            {m.summary({
              auc: share(measures.auc, 0),
              share: share(SPOKEN_SHARE, 0),
              households: count(top.households),
              recall: share(top.recall),
            })}
          </p>
        )}
        <p className={s.lead}>{m.heldOut(folds)}</p>
        <StatRow>
          <StatTile label={m.auc} value={auc(measures.auc)} note={m.aucNote} tone="good" />
          <StatTile
            label={m.incomeAlone}
            value={auc(baselines.incomeAloneAuc)}
            note={m.incomeAloneNote(share(baselines.incomeAloneRecallTop5))}
          />
          <StatTile label={m.benchmark} value={auc(baselines.publishedAuc)} note={m.benchmarkNote} />
          <StatTile
            label={m.calibration}
            value={(measures.calibrationError * 100).toFixed(1)}
            unit={m.points}
            note={m.calibrationNote}
            tone={measures.calibrationError > TOLERANCE ? 'warning' : 'plain'}
          />
        </StatRow>
      </section>
      <Measured measures={measures} note={m.recall.note} />
      <LogisticCoefficients card={card} />
      <DataUsed model={model} card={card} />
      <Limits card={card} />
    </Stack>
  );
}

function Limits({ card }: { card: Card }) {
  const m = useT().models.limits;
  const me = useSession();
  const words = useMonitoringWords();
  const worst = worstCause(card);
  const off = card.heldOut.measures.tenths.filter((t) => Math.abs(t.predicted - t.observed) > TOLERANCE).length;
  const lines = [
    m.never,
    ...(worst === null
      ? []
      : [m.worst(words.cause(worst.key), count(worst.found[SPOKEN] ?? 0), count(worst.positives))]),
    off > 0 ? m.off(count(off)) : m.on,
    m.notCause,
    m.few(count(card.positives)),
    m.income,
    ...(me.demo ? [m.demo] : []),
  ];
  return (
    <Panel title={m.title}>
      <ul className={s.limits}>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Panel>
  );
}
