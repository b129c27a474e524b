// The chosen files: what each is, how large, and what it will be used as.
import { Button, Select } from 'antd';
import { useT } from '../../messages/index.tsx';
import { CloseIcon } from '../../ui/icons.tsx';
import { Panel } from '../../ui/Layout.tsx';
import { fileSize, type Part } from './guess.ts';
import s from './imports.module.css';
import type { ChosenFile, NotTaken } from './useChosenFiles.ts';

export function ChosenFiles({
  files,
  onRemove,
  onTreatAs,
}: {
  files: readonly ChosenFile[];
  onRemove: (key: number) => void;
  onTreatAs: (key: number, part: Part) => void;
}) {
  const t = useT().imports;
  return (
    <Panel title={t.choose.chosen}>
      <table className={s.list}>
        <thead>
          <tr>
            <th scope="col">{t.choose.file}</th>
            <th scope="col" className={`${s.figure} ${s.optional}`}>
              {t.choose.size}
            </th>
            <th scope="col">{t.choose.treatAs}</th>
            <th scope="col">
              <span className="sr-only">{t.choose.remove}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {files.map(({ key, file, kind, part }) => (
            <tr key={key}>
              <th scope="row" className={s.name}>
                {file.name}
                <small>{kindWords(kind, t)}</small>
              </th>
              <td className={`${s.figure} ${s.optional}`}>{fileSize(file.size)}</td>
              <td>
                <Select<Part>
                  aria-label={t.choose.treatAsLabel(file.name)}
                  value={part}
                  disabled={kind === null}
                  popupMatchSelectWidth={false}
                  options={(['roster', 'extracts'] as const).map((value) => ({
                    value,
                    label: t.choose.parts[value],
                  }))}
                  onChange={(value) => onTreatAs(key, value)}
                />
              </td>
              <td className={s.figure}>
                <Button
                  type="text"
                  icon={<CloseIcon size={16} />}
                  aria-label={t.choose.removeLabel(file.name)}
                  title={t.choose.remove}
                  onClick={() => onRemove(key)}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {files.every((one) => one.part === 'extracts') && <p className={s.note}>{t.choose.onlyExtracts}</p>}
    </Panel>
  );
}

/** Files that were not taken, and why, in words. */
export function FilesNotTaken({ files }: { files: readonly NotTaken[] }) {
  const t = useT().imports.choose;
  if (files.length === 0) return null;
  return (
    <div className={`${s.notice} ${s.warning} ${s.faults}`} role="alert">
      {files.map(({ key, name, fault }) => (
        <p key={key}>
          {t.notTaken(name)}
          {fault === 'same_name' ? t.sameName : t.faults[fault]}
        </p>
      ))}
    </div>
  );
}

function kindWords(kind: ChosenFile['kind'], t: ReturnType<typeof useT>['imports']): string {
  if (kind === null) return t.choose.reading;
  return kind === 'unknown' ? t.kinds.unknown : t.choose.kind(t.kinds[kind]);
}
