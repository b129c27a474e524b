// One entry of the trail: who did what when, and before beside after, part by part.
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Link } from 'react-router';
import { moment } from '../../format.ts';
import { useT } from '../../messages/index.tsx';
import { paths } from '../../paths.ts';
import { useMay } from '../../session.tsx';
import { DetailDrawer } from '../../ui/DetailDrawer.tsx';
import { Facts } from '../../ui/Layout.tsx';
import { householdQuery } from '../households/queries.ts';
import s from './audit.module.css';
import { type ChangeLine, changeLines, readable, subjectOf } from './changes.ts';
import type { Entry } from './queries.ts';
import type { AuditWords } from './useWords.ts';

export interface EntryDrawerProps {
  readonly entry: Entry;
  readonly words: AuditWords;
  readonly onOnly: (subject: string) => void;
  readonly onClose: () => void;
}

export function EntryDrawer({ entry, words, onOnly, onClose }: EntryDrawerProps) {
  const t = useT();
  const lines = t.audit;
  const all = changeLines(entry.before, entry.after);
  const technical = all.filter((line) => line.technical);
  const kept = all.filter((line) => !line.changed && !line.technical).length;
  return (
    <DetailDrawer
      open
      width={760}
      title={`${words.action(entry.action)} · ${words.subject(entry.subject)}`}
      onClose={onClose}
    >
      <Facts
        items={[
          { label: lines.when, value: moment(entry.at) },
          { label: lines.who, value: `${entry.actorName}（${words.role(entry.role)}）` },
          { label: lines.subject, value: <SubjectName subject={entry.subject} words={words} /> },
          ...(entry.note ? [{ label: lines.note, value: entry.note }] : []),
        ]}
      />
      <p className={s.only}>
        <Button size="small" onClick={() => onOnly(entry.subject)}>
          {lines.onlyThis}
        </Button>
      </p>
      <Changes lines={readable(all)} words={words} isNew={entry.before === null} />
      {kept > 0 && <p className={s.quiet}>{lines.changes.unchanged(kept)}</p>}
      <details className={s.technical}>
        <summary>{lines.technical}</summary>
        <dl>
          {technical.map((line) => (
            <div key={line.path.join('\n')}>
              <dt>{words.part(line)}</dt>
              <dd>
                <code>{String(line.after ?? line.before ?? '')}</code>
              </dd>
            </div>
          ))}
          <div>
            <dt>{lines.hash}</dt>
            <dd>
              <code>{entry.hash}</code>
            </dd>
          </div>
        </dl>
      </details>
    </DetailDrawer>
  );
}

function Changes({ lines, words, isNew }: { lines: readonly ChangeLine[]; words: AuditWords; isNew: boolean }) {
  const heads = useT().audit.changes;
  if (lines.length === 0) return <p className={s.quiet}>{heads.none}</p>;
  return (
    <table className={s.changes}>
      <thead>
        <tr>
          <th scope="col">{heads.field}</th>
          {!isNew && <th scope="col">{heads.before}</th>}
          <th scope="col">{isNew ? heads.created : heads.after}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.path.join('\n')}>
            <th scope="row">{words.part(line)}</th>
            {!isNew && (
              <td>
                <del>{words.value(line.before, line)}</del>
              </td>
            )}
            <td>{isNew ? words.value(line.after, line) : <ins>{words.value(line.after, line)}</ins>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The subject by name, leading to its page where there is one. */
function SubjectName({ subject, words }: { subject: string; words: AuditWords }) {
  const { kind, key } = subjectOf(subject);
  const mayRead = useMay('household.read');
  const household = useQuery({ ...householdQuery(key), enabled: kind === 'household' && mayRead });
  if (kind === 'household' && household.data) {
    const { no, members } = household.data;
    const head = members.find((member) => member.relation === '户主')?.name ?? '';
    return <Link to={paths.household(key)}>{`${no} ${head}`}</Link>;
  }
  if (kind === 'parameter') return <Link to={paths.parameters(key)}>{words.subject(subject)}</Link>;
  if (kind === 'table') {
    const [name = '', version = ''] = key.split(':');
    return <Link to={`${paths.rule(name)}?version=${version}`}>{words.subject(subject)}</Link>;
  }
  return words.subject(subject);
}
