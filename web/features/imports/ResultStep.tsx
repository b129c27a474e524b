// Step 4: what was written, what comes next, and the files that it came from.
import { Button } from 'antd';
import { Link } from 'react-router';
import { count, moment } from '../../format.ts';
import { useT } from '../../messages/index.tsx';
import { useKeepPlace } from '../../officials/place.ts';
import { paths } from '../../paths.ts';
import { useMay } from '../../session.tsx';
import { Panel } from '../../ui/Layout.tsx';
import { Skeleton } from '../../ui/states.tsx';
import s from './imports.module.css';
import { Figures } from './PreviewStep.tsx';
import { Problems } from './Problems.tsx';
import type { Batch } from './queries.ts';
import { changesNothing } from './stage.ts';

export function ResultStep({ batch }: { batch: Batch }) {
  const t = useT().imports;
  const { counts } = batch;
  if (counts === null) return <Skeleton lines={10} />;
  const still = batch.roster !== null && changesNothing(counts);
  return (
    <>
      <div className={`${s.notice} ${s.good}`} role="status">
        <h2>{t.result.title}</h2>
        <p>{t.result.lead(batch.createdByName, moment(batch.endedAt))}</p>
        {still && <p>{t.result.nothing}</p>}
        {counts.lateMatches > 0 && <p>{t.result.late(count(counts.lateMatches))}</p>}
      </div>
      <Next />
      <Figures batch={batch} counts={counts} title={t.result.done} />
      <Problems batch={batch} />
      <Files batch={batch} />
    </>
  );
}

function Next() {
  const t = useT().imports.result;
  const keep = useKeepPlace();
  const mayScreen = useMay('screening.run');
  const mayImport = useMay('household.import');
  return (
    <Panel title={t.next}>
      <ul className={s.next}>
        {mayScreen && (
          <li>
            <Link to={keep(paths.screenings())}>
              <Button type="primary" tabIndex={-1}>
                {t.screening}
              </Button>
            </Link>
            <small>{t.screeningHint}</small>
          </li>
        )}
        <li>
          <Link to={keep(paths.householdQuality())}>{t.quality}</Link>
          <small>{t.qualityHint}</small>
        </li>
        <li>
          <Link to={keep(paths.households())}>{t.households}</Link>
        </li>
        {mayImport && (
          <li>
            <Link to={keep(paths.newImport())}>{t.again}</Link>
          </li>
        )}
      </ul>
    </Panel>
  );
}

function Files({ batch }: { batch: Batch }) {
  const t = useT().imports;
  return (
    <Panel title={t.result.filesTitle}>
      <p className={s.note}>{t.result.fingerprintHint}</p>
      <table className={s.list}>
        <thead>
          <tr>
            <th scope="col">{t.choose.file}</th>
            <th scope="col">{t.result.fingerprint}</th>
          </tr>
        </thead>
        <tbody>
          {batch.files.map(({ name, sha256 }) => (
            <tr key={`${name} ${sha256}`}>
              <th scope="row" className={s.name}>
                {name}
              </th>
              <td className={s.hash}>{sha256}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}
