// A correction as it runs: the record, the months with their visits, what may be done now and by whom.
import { useState } from 'react';
import { useT } from '../../messages/index.tsx';
import { useMay, useSession } from '../../session.tsx';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { Facts, Panel } from '../../ui/Layout.tsx';
import s from './admission.module.css';
import { type CorrectionAct, CorrectionForm } from './CorrectionForm.tsx';
import { correctionActs, goneOf, monthsOf } from './correctionMonths.ts';
import type { Correction } from './queries.ts';
import { Chip, type Tone } from './words.tsx';

export function CorrectionPanel({
  householdId,
  corrections,
}: {
  householdId: string;
  corrections: readonly Correction[];
}) {
  const t = useT();
  const words = t.admission.correction;
  const [act, setAct] = useState<CorrectionAct | null>(null);
  const active = corrections.find(({ state }) => state === 'education' || state === 'running');
  const shown = active ?? corrections[0];
  if (shown === undefined) return null;
  const earlier = corrections.filter(({ id }) => id !== shown.id);
  return (
    <Panel title={words.title} aside={<StateTag state={shown.state} />}>
      <Story correction={shown} />
      {active && <Acts correction={active} onAct={setAct} />}
      {earlier.length > 0 && (
        <details>
          <summary>
            {words.earlier}（{earlier.length}）
          </summary>
          <ul className={s.items}>
            {earlier.map((correction) => (
              <li key={correction.id}>
                <div className={s.itemHead}>
                  <StateTag state={correction.state} />
                </div>
                <Story correction={correction} />
              </li>
            ))}
          </ul>
        </details>
      )}
      {act && <CorrectionForm householdId={householdId} act={act} onClose={() => setAct(null)} />}
    </Panel>
  );
}

const TONE: Readonly<Record<Correction['state'], Tone>> = {
  education: 'warning',
  running: 'info',
  passed: 'good',
  restarted: 'plain',
  lifted: 'plain',
};

function StateTag({ state }: { state: Correction['state'] }) {
  const t = useT();
  return <Chip tone={TONE[state]}>{t.admission.correction.states[state]}</Chip>;
}

function Story({ correction }: { correction: Correction }) {
  const t = useT();
  const words = t.admission.correction;
  const { businessDate } = useSession();
  const kind = t.admission.decide.kinds[correction.kind];
  const months = monthsOf(correction, businessDate);
  return (
    <>
      <Facts
        items={[
          { label: words.finding, value: words.findingOf(kind, correction.foundOn, correction.attestedBy) },
          { label: words.evidence, value: correction.evidence },
          { label: words.supervisor, value: correction.supervisor.name },
          {
            label: words.educated,
            value:
              correction.educatedOn === null
                ? words.waits
                : words.educatedOf(correction.educatedOn, correction.educatedBy ?? ''),
          },
          ...(correction.startsOn && correction.until
            ? [{ label: words.term, value: words.termOf(correction.startsOn, correction.until) }]
            : []),
          ...(correction.reviewedOn ? [{ label: words.reviewed, value: correction.reviewedOn }] : []),
        ]}
      />
      {months.length > 0 && (
        <>
          <h3>
            {words.checkIns}{' '}
            <span className={s.quiet}>
              {words.progress(Math.min(goneOf(correction, businessDate), months.length), months.length)}
            </span>
          </h3>
          <ol className={s.months}>
            {months.map(({ month, state, visit }) => (
              <li key={month} className={s[state]} title={visit?.note ?? ''}>
                <span>{words.month(month)}</span>
                <strong>{visit ? words.visitStates[visit.state] : words.monthStates[state]}</strong>
                {visit && <span>{visit.on}</span>}
              </li>
            ))}
          </ol>
          {correction.missedMonths.length > 0 && (
            <p className={s.quiet}>{words.missed(correction.missedMonths.join('、'))}</p>
          )}
          <ul className={s.items}>
            {correction.checkIns.map((visit) => (
              <li key={visit.id}>
                {visit.on} · {visit.byName} · {words.visitStates[visit.state]}
                <p className={s.told}>{visit.note}</p>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function Acts({ correction, onAct }: { correction: Correction; onAct: (act: CorrectionAct) => void }) {
  const t = useT();
  const words = t.admission.correction;
  const me = useSession();
  const decides = useMay('admission.decide');
  const supervises = useMay('admission.supervise');
  const why = correctionActs(correction, {
    id: me.id,
    decides: decides && me.mayWrite,
    supervises: supervises && me.mayWrite,
    secondFactor: me.secondFactor,
    today: me.businessDate,
    words: { ...words.whyNot, secondFactor: t.admission.decide.whyNot.secondFactor },
  });
  return (
    <div className={`${s.acts} no-print`}>
      {correction.state === 'education' ? (
        <ActionButton type="primary" whyNot={why.education} onClick={() => onAct('education')}>
          {words.education.open}
        </ActionButton>
      ) : (
        <>
          <ActionButton type="primary" whyNot={why.checkIn} onClick={() => onAct('checkIn')}>
            {words.checkIn.open}
          </ActionButton>
          <ActionButton whyNot={why.review} onClick={() => onAct('review')}>
            {words.review.open}
          </ActionButton>
        </>
      )}
      <ActionButton whyNot={why.newFinding} onClick={() => onAct('newFinding')}>
        {words.newFinding.open}
      </ActionButton>
    </div>
  );
}
