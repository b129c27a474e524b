// Step 1 of an import: choose the files and send them.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, DatePicker } from 'antd';
import { useEffect, useId, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { share } from '../../format.ts';
import { useLanguage, useT } from '../../messages/index.tsx';
import { useKeepPlace } from '../../officials/place.ts';
import { paths } from '../../paths.ts';
import { useSession } from '../../session.tsx';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { Panel, Stack } from '../../ui/Layout.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { ErrorPanel } from '../../ui/states.tsx';
import { ChosenFiles, FilesNotTaken } from './ChosenFiles.tsx';
import { FileDrop } from './FileDrop.tsx';
import { fileSize, notReady } from './guess.ts';
import s from './imports.module.css';
import { columnsQuery } from './queries.ts';
import { Steps } from './Steps.tsx';
import { sendFiles, type Upload, UploadCancelled } from './upload.ts';
import { type ChosenFile, useChosenFiles } from './useChosenFiles.ts';

export function Component() {
  const t = useT().imports;
  const { files, notTaken, add, remove, treatAs } = useChosenFiles();
  const [asOf, setAsOf] = useState<string | null>(null);
  const { progress, failure, send, cancel } = useSending();
  const guessed = files.flatMap(({ kind, part }) => (kind === null ? [] : [{ kind, part }]));
  const why = guessed.length < files.length ? 'guessing' : notReady(guessed);
  return (
    <>
      <PageHeader title={t.choose.title} lead={t.choose.lead} />
      <Stack>
        <Steps here="files" />
        {progress ? (
          <Sending {...progress} onCancel={cancel} />
        ) : (
          <>
            {failure !== null && <ErrorPanel error={failure} onRetry={() => send(files, asOf)} />}
            <FileDrop onFiles={(added) => void add(added)} />
            <FilesNotTaken files={notTaken} />
            {files.length > 0 && <ChosenFiles files={files} onRemove={remove} onTreatAs={treatAs} />}
            {files.length > 0 && <AsOf onChange={setAsOf} />}
            <Needed />
            <div className={s.bar}>
              <span className={s.gap} />
              <ActionButton
                type="primary"
                size="large"
                whyNot={why === null ? null : t.choose.whyNot[why]}
                onClick={() => send(files, asOf)}
              >
                {t.choose.send}
              </ActionButton>
            </div>
          </>
        )}
      </Stack>
    </>
  );
}

/** Sends files, tells how much has gone, and opens the import once all are there and this page still is. */
function useSending() {
  const navigate = useNavigate();
  const keep = useKeepPlace();
  const queries = useQueryClient();
  const [progress, setProgress] = useState<{ sent: number; total: number } | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const upload = useRef<Upload | null>(null);
  const shown = useRef(true);
  useEffect(() => {
    shown.current = true;
    return () => {
      // Another page of the application: the files go on, and the import stands in the list.
      shown.current = false;
    };
  }, []);
  const sending = progress !== null;
  useEffect(() => {
    if (!sending) return;
    const stay = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', stay);
    return () => removeEventListener('beforeunload', stay);
  }, [sending]);

  const send = (files: readonly ChosenFile[], asOf: string | null) => {
    setFailure(null);
    setProgress({ sent: 0, total: files.reduce((sum, { file }) => sum + file.size, 0) });
    upload.current = sendFiles(files, asOf, (sent, total) => setProgress({ sent, total }));
    upload.current.done
      .then(
        ({ id }) => shown.current && navigate(keep(paths.householdImport(id, 'columns'))),
        (error: unknown) => {
          if (!(error instanceof UploadCancelled)) setFailure(error);
        },
      )
      .finally(() => {
        setProgress(null);
        void queries.invalidateQueries({ queryKey: ['imports'] });
        void queries.invalidateQueries({ queryKey: ['jobs'], exact: true });
      });
  };
  return { progress, failure, send, cancel: () => upload.current?.cancel() };
}

function Sending({ sent, total, onCancel }: { sent: number; total: number; onCancel: () => void }) {
  const t = useT().imports.choose;
  const part = total > 0 ? sent / total : 0;
  const words = part >= 1 ? t.received : t.sent(fileSize(sent), fileSize(total), share(part, 0));
  return (
    <Panel title={t.sending}>
      <div
        className={s.track}
        role="progressbar"
        aria-label={t.sending}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(part * 100)}
        aria-valuetext={words}
      >
        <span className={s.fill} style={{ width: `${part * 100}%` }} />
      </div>
      <p>{words}</p>
      <p className={s.note}>{t.sendingHint}</p>
      <Button className={s.field ?? ''} onClick={onCancel}>
        {t.cancel}
      </Button>
    </Panel>
  );
}

function AsOf({ onChange }: { onChange: (day: string | null) => void }) {
  const t = useT().imports.choose;
  const { businessDate } = useSession();
  const id = useId();
  return (
    <Panel title={<label htmlFor={id}>{t.asOf}</label>}>
      <DatePicker
        id={id}
        aria-describedby={`${id}-hint`}
        disabledDate={(day) => day.format('YYYY-MM-DD') > businessDate}
        onChange={(day) => onChange(day?.format('YYYY-MM-DD') ?? null)}
      />
      <p id={`${id}-hint`} className={s.note}>
        {t.asOfHint}
      </p>
    </Panel>
  );
}

/** The columns that a roster may have, so that an office can look before it sends. */
function Needed() {
  const t = useT().imports.choose;
  const language = useLanguage();
  const { data } = useQuery(columnsQuery);
  return (
    <Panel title={t.needTitle}>
      <p className={s.note}>{t.needLead}</p>
      {data &&
        (['household', 'person'] as const).map((table) => (
          <section key={table} className={s.field}>
            <h3>{t.sheets[table]}</h3>
            <ul className={s.words}>
              {data[table].map((column) => (
                <li key={column.name} className={column.key ? `${s.word} ${s.key}` : s.word}>
                  {language === 'en' ? `${column.zh} ${column.en}` : column.zh}
                  {column.key && ` · ${t.required}`}
                </li>
              ))}
            </ul>
          </section>
        ))}
    </Panel>
  );
}
