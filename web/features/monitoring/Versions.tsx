// Which tables and which model a screening was decided by.
import { Link } from 'react-router';
import { day } from '../../format.ts';
import { useT } from '../../messages/index.tsx';
import { paths } from '../../paths.ts';
import { useMay } from '../../session.tsx';
import { Panel } from '../../ui/Layout.tsx';
import type { Screening } from './queries.ts';
import s from './ScreeningPage.module.css';

export function Versions({ screening }: { screening: Screening }) {
  const { monitoring } = useT();
  const m = monitoring.screening;
  const maySeeModels = useMay('models.read');
  const maySeeRules = useMay('rules.read');
  const { signals, category, risk, model } = screening.versions;
  const modelName = model === null ? m.modelNone : m.modelOf(m.modelKinds[model.kind], model.version);
  const tableName = (version: typeof signals) =>
    m.table(
      monitoring.tables[version.table as keyof typeof monitoring.tables] ?? version.table,
      version.version,
      day(version.validFrom),
    );
  return (
    <Panel title={m.versions}>
      <ul className={s.versions}>
        {[signals, category, risk].map((version) => (
          <li key={version.table}>
            {maySeeRules ? <Link to={paths.rule(version.table)}>{tableName(version)}</Link> : tableName(version)}
            <small className={s.hash} title={version.hash}>
              {m.fingerprint} {version.hash.slice(0, 12)}
            </small>
          </li>
        ))}
        <li>{model !== null && maySeeModels ? <Link to={paths.model(model.id)}>{modelName}</Link> : modelName}</li>
      </ul>
    </Panel>
  );
}
