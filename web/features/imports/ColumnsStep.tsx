// Step 2: which header of the file is which column of the registry.
import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { count } from '../../format.ts';
import { useLanguage, useT } from '../../messages/index.tsx';
import { useKeepPlace } from '../../officials/place.ts';
import { paths } from '../../paths.ts';
import { useMay } from '../../session.tsx';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { Panel } from '../../ui/Layout.tsx';
import { ErrorPanel, Loaded } from '../../ui/states.tsx';
import { DiscardButton, usePreview } from './acts.tsx';
import s from './imports.module.css';
import { MappingTable } from './MappingTable.tsx';
import { mappingState, sameMapping } from './mapping.ts';
import { type Batch, type Columns, columnsQuery, type Mapping } from './queries.ts';

const TABLES = ['household', 'person'] as const;

export function ColumnsStep({ batch, refusal }: { batch: Batch; refusal: string | null }) {
  const columns = useQuery(columnsQuery);
  const t = useT().imports.columns;
  if (batch.roster === null)
    return (
      <>
        <Refused words={refusal} />
        <div className={s.notice}>{t.noRoster}</div>
        <ExtractList batch={batch} />
        <Onward batch={batch} />
      </>
    );
  return (
    <Loaded query={columns} lines={10}>
      {(known) => <Matching key={batch.id} batch={batch} roster={batch.roster!} columns={known} refusal={refusal} />}
    </Loaded>
  );
}

function Matching({
  batch,
  roster,
  columns,
  refusal,
}: {
  batch: Batch;
  roster: NonNullable<Batch['roster']>;
  columns: Columns;
  refusal: string | null;
}) {
  const t = useT().imports.columns;
  const language = useLanguage();
  const may = useMay('household.import');
  const [mapping, setMapping] = useState<Record<(typeof TABLES)[number], Mapping>>({
    household: roster.household.mapping,
    person: roster.person.mapping,
  });
  const [onlyOpen, setOnlyOpen] = useState(false);
  const open = useOpenPreview(batch.id);
  const preview = usePreview(batch.id, open);
  const states = TABLES.map((table) => mappingState(columns[table], mapping[table], roster[table].headers));
  const missing = states.flatMap((state) => state.missing.map((column) => column[language]));
  const same = TABLES.every((table) => sameMapping(mapping[table], roster[table].mapping));
  const whyNot =
    missing.length > 0
      ? t.whyMissing(missing.join(language === 'zh' ? '、' : ', '))
      : states.some((state) => state.twice.length > 0)
        ? t.whyTwice
        : same && refusal !== null
          ? t.whySame
          : null;
  // Checked by this very mapping already: nothing to do again.
  const checked = same && batch.state === 'staged' && refusal === null;
  return (
    <>
      <Refused words={same && missing.length === 0 ? refusal : null} />
      {preview.error && <ErrorPanel error={preview.error} onRetry={() => preview.mutate(mapping)} />}
      <div>
        <p className={s.quiet}>{t.lead}</p>
        <Checkbox checked={onlyOpen} onChange={(event) => setOnlyOpen(event.target.checked)}>
          {t.onlyOpen}
        </Checkbox>
      </div>
      {TABLES.map((table, index) => (
        <MappingTable
          key={table}
          title={t.tables[table]}
          table={roster[table]}
          columns={columns[table]}
          mapping={mapping[table]}
          state={states[index]!}
          onlyOpen={onlyOpen}
          fixed={!may}
          onChange={(changed) => setMapping((all) => ({ ...all, [table]: changed }))}
        />
      ))}
      {batch.extracts.length > 0 && <ExtractList batch={batch} />}
      <div className={s.bar}>
        {may && <DiscardButton id={batch.id} />}
        <span className={s.gap} />
        {!same && (
          <Button onClick={() => setMapping({ household: roster.household.mapping, person: roster.person.mapping })}>
            {t.reset}
          </Button>
        )}
        {(may || checked) && (
          <ActionButton
            type="primary"
            size="large"
            whyNot={whyNot}
            loading={preview.isPending}
            onClick={() => (checked ? open() : preview.mutate(mapping))}
          >
            {checked ? t.keep : t.recheck}
          </ActionButton>
        )}
      </div>
    </>
  );
}

function Refused({ words }: { words: string | null }) {
  const t = useT().imports.columns;
  if (!words) return null;
  return (
    <div className={`${s.notice} ${s.late}`} role="alert">
      <h2>{t.refusedTitle}</h2>
      <p>{words}</p>
    </div>
  );
}

function useOpenPreview(id: string): () => void {
  const navigate = useNavigate();
  const keep = useKeepPlace();
  return () => void navigate(keep(paths.householdImport(id, 'preview')));
}

/** A batch of extracts alone: its columns are not to be changed. */
function Onward({ batch }: { batch: Batch }) {
  const t = useT().imports.columns;
  const may = useMay('household.import');
  const open = useOpenPreview(batch.id);
  return (
    <div className={s.bar}>
      {may && <DiscardButton id={batch.id} />}
      <span className={s.gap} />
      {batch.state === 'staged' && (
        <Button type="primary" size="large" onClick={open}>
          {t.keep}
        </Button>
      )}
    </div>
  );
}

function ExtractList({ batch }: { batch: Batch }) {
  const t = useT().imports;
  return (
    <Panel title={t.columns.extracts}>
      <table className={s.list}>
        <tbody>
          {batch.extracts.map(({ file, kind, rows }) => (
            <tr key={file}>
              <th scope="row" className={s.name}>
                {file}
                <small>{kindName(kind, t.kinds)}</small>
              </th>
              <td className={s.figure}>{t.columns.rows(count(rows))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}

/** An extract's kind in words; a kind that this page does not know shows nothing. */
export function kindName(kind: string, words: Readonly<Record<string, string>>): string {
  return words[kind] ?? '';
}
