// A screening in one sentence and one row of figures, each leading to its list.
import { Link } from 'react-router';
import { count, day, share } from '../../format.ts';
import { useT } from '../../messages/index.tsx';
import { paths } from '../../paths.ts';
import { StatRow, StatTile } from '../../ui/StatTile.tsx';
import type { Screening } from './queries.ts';
import s from './Summary.module.css';
import { useMonitoringWords } from './words.ts';

export const stepOf = (screening: Screening, step: Screening['funnel'][number]['step']) =>
  screening.funnel.find((one) => one.step === step)?.households ?? 0;

/** `linked`: with a link to the whole result. */
export function Summary({ screening, linked = false }: { screening: Screening; linked?: boolean }) {
  const m = useT().monitoring.screening;
  const words = useMonitoringWords();
  const { households, flagged, cluesNew, cluesKept, cluesClosed } = screening;
  const high = stepOf(screening, 'high');
  const top = screening.byCause[0];
  const sentence =
    top === undefined
      ? m.summaryNone(day(screening.asOf), count(households))
      : m.summary({
          asOf: day(screening.asOf),
          households: count(households),
          flagged: count(flagged),
          share: share(households > 0 ? flagged / households : null),
          clues: count(cluesNew + cluesKept),
          fresh: count(cluesNew),
          high: count(high),
          cause: words.cause(top.key),
        });
  return (
    <section>
      <p className={s.sentence}>
        {sentence} {linked && <Link to={paths.screening(screening.id)}>{m.seeResult}</Link>}
      </p>
      <StatRow>
        <StatTile label={m.households} value={count(households)} unit={m.householdsUnit} />
        <StatTile
          label={m.flagged}
          value={count(flagged)}
          unit={m.householdsUnit}
          note={share(households > 0 ? flagged / households : null)}
          to={paths.clues()}
        />
        <StatTile
          label={m.funnelSteps.high}
          value={count(high)}
          unit={m.householdsUnit}
          tone="late"
          to={paths.clues({ level: '高' })}
        />
        <StatTile
          label={m.fresh}
          value={count(cluesNew)}
          unit={m.cluesUnit}
          tone="info"
          to={paths.clues({ fresh: '1' })}
        />
        <StatTile
          label={m.kept}
          value={count(cluesKept)}
          unit={m.cluesUnit}
          note={cluesClosed > 0 ? m.closed(count(cluesClosed)) : undefined}
        />
      </StatRow>
    </section>
  );
}
