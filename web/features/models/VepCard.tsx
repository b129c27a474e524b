// The card of VEP: how vulnerable the county is, what income follows, and how it does against outcomes, where there are any.
import { share } from '../../format.ts';
import { useT } from '../../messages/index.tsx';
import { useSession } from '../../session.tsx';
import { Facts, Panel, Stack } from '../../ui/Layout.tsx';
import { StatRow, StatTile } from '../../ui/StatTile.tsx';
import { VepCoefficients } from './Coefficients.tsx';
import { DataUsed } from './DataUsed.tsx';
import { Measured } from './Measured.tsx';
import s from './models.module.css';
import type { VepCard as Card, Model } from './queries.ts';

export function VepCard({ model, card }: { model: Model; card: Card }) {
  const m = useT().models;
  const me = useSession();
  const limits = [m.limits.never, m.limits.notCause, m.limits.vep, ...(me.demo ? [m.limits.demo] : [])];
  return (
    <Stack>
      <section>
        <p className={s.sentence}>
          {m.vep.summary({ mean: share(card.meanVulnerability), vulnerable: share(card.vulnerable) })}
        </p>
        <StatRow>
          <StatTile label={m.vep.mean} value={share(card.meanVulnerability)} />
          <StatTile label={m.vep.vulnerable} value={share(card.vulnerable)} />
          <StatTile label={m.vep.relative} value={share(card.relativelyVulnerable)} note={m.vep.relativeNote} />
          <StatTile label={m.vep.rSquared} value={card.rSquared.toFixed(3)} note={m.vep.rSquaredNote} />
        </StatRow>
      </section>
      <Panel title={m.vep.fgtTitle}>
        <Facts items={m.vep.fgt.map((label, i) => ({ label, value: share(card.fgt[i], 2) }))} />
      </Panel>
      <VepCoefficients card={card} />
      {card.againstOutcomes === null ? (
        <Panel title={m.vep.against}>
          <p>{m.vep.againstNone}</p>
        </Panel>
      ) : (
        <>
          <Panel title={m.vep.against}>
            <Facts items={[{ label: m.auc, value: card.againstOutcomes.measures.auc?.toFixed(3) ?? '—' }]} />
          </Panel>
          <Measured measures={card.againstOutcomes.measures} note={m.vep.recallNote} />
        </>
      )}
      <DataUsed model={model} card={card} />
      <Panel title={m.limits.title}>
        <ul className={s.limits}>
          {limits.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </Panel>
    </Stack>
  );
}
