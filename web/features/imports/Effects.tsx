// What the import does, in sentences and in figures: the roster, the extracts.
import { Link } from 'react-router';
import { count, day } from '../../format.ts';
import { useT } from '../../messages/index.tsx';
import { useKeepPlace } from '../../officials/place.ts';
import { paths } from '../../paths.ts';
import { Panel } from '../../ui/Layout.tsx';
import { Trace } from '../../ui/Trace.tsx';
import { kindName } from './ColumnsStep.tsx';
import s from './imports.module.css';
import type { Batch, Counts } from './queries.ts';
import { changesNothing } from './stage.ts';

/** 「导入后会怎样」: only the sentences that have something to say. */
export function EffectWords({ batch, counts }: { batch: Batch; counts: Counts }) {
  const t = useT().imports.preview;
  const { householdEffect: h, personEffect: p, households, persons } = counts;
  const extracts = Object.values(counts.extracts);
  const sum = (of: 'matched' | 'unmatched') => extracts.reduce((all, one) => all + one[of], 0);
  const roster = batch.roster !== null;
  return (
    <ul className={s.effects}>
      {roster && households.accepted > 0 && changesNothing(counts) && batch.state !== 'committed' && <li>{t.same}</li>}
      {h.added + p.added > 0 && <li>{t.added(count(h.added), count(p.added))}</li>}
      {h.changed + p.changed > 0 && <li>{t.changed(count(h.changed), count(p.changed))}</li>}
      {h.unchanged + p.unchanged > 0 && !changesNothing(counts) && (
        <li>{t.unchanged(count(h.unchanged), count(p.unchanged))}</li>
      )}
      {(h.older ?? 0) > 0 && <li className={s.warn}>{t.older(count(h.older ?? 0))}</li>}
      {p.left > 0 && <li className={s.warn}>{t.left(count(p.left))}</li>}
      {roster &&
        (households.rejected > 0 ? (
          <li className={s.out}>{t.rejected(count(households.rejected), count(persons.rejected))}</li>
        ) : (
          <li>{t.noneRejected}</li>
        ))}
      {counts.problems.warnings > 0 && <li className={s.warn}>{t.warned(count(counts.problems.warnings))}</li>}
      {extracts.length > 0 && <li>{t.extracts(count(sum('matched')), count(sum('unmatched')))}</li>}
      {roster && <li>{t.others}</li>}
      <li>{t.day(day(batch.asOf))}</li>
    </ul>
  );
}

const MEASURES = ['read', 'accepted', 'new', 'altered', 'equal', 'gone', 'out'] as const;

/** Rows of the roster: read = accepted + returned; accepted = added + updated + unchanged. */
export function RosterFigures({ batch, counts }: { batch: Batch; counts: Counts }) {
  const t = useT().imports.preview;
  const figures = {
    read: [counts.households.read, counts.persons.read],
    accepted: [counts.households.accepted, counts.persons.accepted],
    new: [counts.householdEffect.added, counts.personEffect.added],
    altered: [counts.householdEffect.changed, counts.personEffect.changed],
    equal: [counts.householdEffect.unchanged, counts.personEffect.unchanged],
    gone: [null, counts.personEffect.left],
    out: [counts.households.rejected, counts.persons.rejected],
  } as const;
  const tables = [batch.roster!.household, batch.roster!.person];
  const kinds = [t.rows.households, t.rows.persons];
  return (
    <Panel title={t.counts}>
      <table className={s.list}>
        <thead>
          <tr>
            <th scope="col">{t.what}</th>
            {kinds.map((kind) => (
              <th key={kind} scope="col" className={s.figure}>
                {kind}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {MEASURES.map((measure) => (
            <tr key={measure}>
              <th scope="row">{t[measure]}</th>
              {figures[measure].map((value, index) => (
                <td key={kinds[index]} className={s.figure}>
                  {measure === 'accepted' ? (
                    <Accepted
                      batch={batch}
                      label={`${t.accepted}（${kinds[index]}）`}
                      read={figures.read[index]!}
                      out={figures.out[index]!}
                      accepted={figures.accepted[index]!}
                      origin={tables[index]!}
                    />
                  ) : (
                    count(value)
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}

function Accepted({
  batch,
  label,
  read,
  out,
  accepted,
  origin,
}: {
  batch: Batch;
  label: string;
  read: number;
  out: number;
  accepted: number;
  origin: { readonly file: string; readonly sheet: string };
}) {
  const t = useT().imports.preview;
  return (
    <Trace
      label={label}
      trace={{
        formula: t.acceptedFormula,
        parts: [
          { label: t.read, value: count(read) },
          { label: t.out, value: count(out), sign: '−' },
          { label: t.accepted, value: count(accepted), sign: '=' },
        ],
        sources: [sourceOf(batch, origin.sheet, origin.file)],
      }}
    >
      {count(accepted)}
    </Trace>
  );
}

function sourceOf(batch: Batch, label: string, origin: string) {
  return { label, origin, recordedBy: batch.createdByName, recordedAt: batch.createdAt };
}

/** Each extract: rows read, matched to a person, matched to nobody. */
export function ExtractFigures({ batch, counts }: { batch: Batch; counts: Counts }) {
  const t = useT().imports;
  const keep = useKeepPlace();
  const unmatched = Object.values(counts.extracts).reduce((sum, one) => sum + one.unmatched, 0);
  return (
    <Panel
      title={t.preview.extractTitle}
      aside={
        batch.state === 'committed' &&
        unmatched > 0 && <Link to={keep(paths.unmatchedExtracts())}>{t.preview.seeUnmatched}</Link>
      }
    >
      <table className={s.list}>
        <thead>
          <tr>
            <th scope="col">{t.choose.file}</th>
            <th scope="col" className={s.figure}>
              {t.preview.read}
            </th>
            <th scope="col" className={s.figure}>
              {t.preview.matched}
            </th>
            <th scope="col" className={s.figure}>
              {t.preview.unmatched}
            </th>
          </tr>
        </thead>
        <tbody>
          {batch.extracts.map(({ file, kind }) => {
            const one = counts.extracts[file] ?? { read: 0, matched: 0, unmatched: 0 };
            return (
              <tr key={file}>
                <th scope="row" className={s.name}>
                  {file}
                  <small>{kindName(kind, t.kinds)}</small>
                </th>
                <td className={s.figure}>{count(one.read)}</td>
                <td className={s.figure}>
                  <Trace
                    label={`${t.preview.matched}（${file}）`}
                    trace={{
                      formula: t.preview.matchedFormula,
                      parts: [
                        { label: t.preview.read, value: count(one.read) },
                        { label: t.preview.unmatched, value: count(one.unmatched), sign: '−' },
                        { label: t.preview.matched, value: count(one.matched), sign: '=' },
                      ],
                      sources: [sourceOf(batch, kindName(kind, t.kinds), file)],
                    }}
                  >
                    {count(one.matched)}
                  </Trace>
                </td>
                <td className={s.figure}>{count(one.unmatched)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Panel>
  );
}
