// Editing a decision table: the format's own editor, checked by the server as one writes, kept as a draft, published.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { App, Button, Input } from 'antd';
import { lazy, Suspense, useEffect, useId, useState } from 'react';
import { useBlocker, useNavigate, useParams } from 'react-router';
import { moment } from '../../format.ts';
import { useLanguage, useT } from '../../messages/index.tsx';
import { NotFound } from '../../officials/ErrorPage.tsx';
import { paths } from '../../paths.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Empty, ErrorPanel, Loaded, Skeleton } from '../../ui/states.tsx';
import e from './editor/editor.module.css';
import { NamesPanel } from './editor/NamesPanel.tsx';
import { ProblemList } from './editor/ProblemList.tsx';
import { PublishDialog } from './editor/PublishDialog.tsx';
import type { FaultyCell } from './editor/TableEditor.tsx';
import { useDraft } from './editor/useDraft.ts';
import {
  checkQuery,
  type Problem,
  type TableDetail,
  type TableName,
  type TableSummary,
  tableNamed,
  tableQuery,
  tablesQuery,
} from './queries.ts';
import { rawTable, readTable } from './table.ts';
import { TrialOf, type TrialTables } from './trial/TrialOf.tsx';
import { TrialSection } from './trial/TrialSection.tsx';
import { useTableWords } from './useWords.ts';

const TableEditor = lazy(() => import('./editor/TableEditor.tsx'));
/** Checked this long after the last change, so that typing is not answered letter by letter. */
const CHECK_AFTER_MS = 500;

export function Component() {
  const name = tableNamed(useParams().name);
  return name === null ? <NotFound /> : <EditPage key={name} name={name} />;
}

function EditPage({ name }: { name: TableName }) {
  const query = useQuery({ ...tablesQuery, staleTime: 0, refetchOnMount: 'always' });
  if (query.isFetching && !query.isFetchedAfterMount) return <Skeleton lines={12} />;
  return (
    <Loaded query={query} lines={12}>
      {(tables) => {
        const summary = tables.find((table) => table.name === name);
        return summary ? <Start name={name} summary={summary} /> : <NotFound />;
      }}
    </Loaded>
  );
}

/** The county's draft where there is one, else the version in force, as the table to begin with. */
function Start({ name, summary }: { name: TableName; summary: TableSummary }) {
  const t = useT();
  // What one began with stays, while saving makes newer ones.
  const [from] = useState(summary.draft ?? summary.inForce ?? summary.versions[0]);
  const base = summary.inForce?.version ?? null;
  const start = useQuery({
    ...tableQuery(name, from?.version ?? 0),
    enabled: from !== undefined,
    staleTime: 0,
    gcTime: 0,
  });
  const inForce = useQuery({ ...tableQuery(name, base ?? 0), enabled: base !== null });
  if (from === undefined) return <Empty title={t.rules.none} />;
  return (
    <Loaded query={start} lines={12}>
      {(detail) => <Editing name={name} summary={summary} start={detail} inForce={inForce.data ?? null} />}
    </Loaded>
  );
}

function useLater<T>(value: T, ms: number): T {
  const [later, setLater] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setLater(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return later;
}

interface EditingProps {
  readonly name: TableName;
  readonly summary: TableSummary;
  readonly start: TableDetail;
  readonly inForce: TableDetail | null;
}

function Editing({ name, summary, start, inForce }: EditingProps) {
  const t = useT();
  const words = t.rules.editor;
  const language = useLanguage();
  const navigate = useNavigate();
  const { message, modal } = App.useApp();
  const tableWords = useTableWords(start);
  const { work, setTable, setNote, save, discard, publish } = useDraft(name, start);
  const noteField = useId();
  const [publishing, setPublishing] = useState(false);
  const [goTo, setGoTo] = useState<FaultyCell | null>(null);
  const content = useLater(work.content, CHECK_AFTER_MS);
  const check = useQuery({ ...checkQuery(name, content), placeholderData: keepPreviousData });
  const problems = check.data ?? [];
  const checking = content !== work.content || check.isFetching;
  useStay(work.changed && !publish.isSuccess && !discard.isSuccess);

  const raw = rawTable(work.content);
  const place = (problem: Problem): FaultyCell => ({
    row: problem.row,
    column: [...raw.inputs, ...raw.outputs].findIndex((column) => (column.name || column.field) === problem.column),
  });
  const whyNotPublish = checking
    ? words.whyNotPublish.checking
    : problems.length > 0 || check.isError
      ? words.whyNotPublish.problems
      : work.draft === null && !work.changed
        ? words.whyNotPublish.unchanged
        : null;
  const tried: TrialTables = { name, inForce: inForce && readTable(inForce.content), words: tableWords };
  const throwAway = (draft: NonNullable<typeof work.draft>) =>
    modal.confirm({
      title: words.discardTitle,
      content: words.discardWhat(draft.version, draft.savedBy, moment(draft.savedAt)),
      okText: words.discard,
      okButtonProps: { danger: true },
      cancelText: t.act.cancel,
      onOk: async () => {
        await discard.mutateAsync({ version: draft.version });
        message.success(words.discarded);
        await navigate(paths.rule(name));
      },
    });
  return (
    <>
      <PageHeader
        title={words.title(summary[language])}
        lead={words.lead}
        more={
          <>
            <Button onClick={() => navigate(paths.rule(name))}>{t.act.back}</Button>
            <NamesPanel subject={start.subject} words={tableWords} />
            {work.draft !== null && (
              <Button danger onClick={() => work.draft && throwAway(work.draft)}>
                {words.discard}
              </Button>
            )}
            <ActionButton
              whyNot={work.changed ? null : words.whyNotSave}
              loading={save.isPending}
              onClick={() => save.mutate(work, { onSuccess: () => message.success(words.saved) })}
            >
              {words.save}
            </ActionButton>
          </>
        }
        action={
          <ActionButton type="primary" whyNot={whyNotPublish} onClick={() => setPublishing(true)}>
            {words.publish}
          </ActionButton>
        }
      />
      <p className={e.narrow}>{words.narrow}</p>
      <div className={e.bar}>
        <label className={e.noteLabel} htmlFor={noteField}>
          {words.note}
        </label>
        <Input
          id={noteField}
          className={e.note ?? ''}
          value={work.note}
          maxLength={500}
          placeholder={words.noteHint}
          onChange={(event) => setNote(event.target.value)}
        />
        <span className={e.state} role="status">
          {start.state === 'draft' ? words.fromDraft(start.savedBy, moment(start.savedAt)) : words.from(start.version)}{' '}
          · <span className={work.changed ? e.unsaved : ''}>{work.changed ? words.unsaved : words.allSaved}</span>
        </span>
      </div>
      {save.error && (
        <>
          <ErrorPanel compact error={save.error} />
          {save.error.code === 'draft_changed' && (
            <p className={e.quiet}>
              <Button size="small" onClick={() => window.location.reload()}>
                {words.conflict}
              </Button>{' '}
              {words.conflictHint}
            </p>
          )}
        </>
      )}
      {discard.error && <ErrorPanel compact error={discard.error} />}
      <Suspense fallback={<p className={e.quiet}>{words.loading}</p>}>
        <TableEditor first={rawTable(start.content)} onChange={setTable} faulty={problems.map(place)} goTo={goTo} />
      </Suspense>
      <section className={e.checked} aria-label={words.check} aria-busy={checking}>
        {checking && check.data === undefined ? (
          <p className={e.quiet}>{words.checking}</p>
        ) : check.isError ? (
          <ErrorPanel compact error={check.error} onRetry={() => void check.refetch()} />
        ) : (
          <ProblemList problems={problems} onGoTo={(problem) => setGoTo(place(problem))} />
        )}
      </section>
      <TrialSection
        tables={tried}
        content={work.content}
        whyNot={
          checking
            ? t.rules.trial.whyNot.checking
            : problems.length > 0 || check.isError
              ? t.rules.trial.whyNot.problems
              : null
        }
      />
      {publishing && (
        <PublishDialog
          title={t.rules.publishing.title(summary[language], work.draft?.version ?? nextVersion(summary))}
          note={work.note}
          comparison={
            inForce && {
              before: { table: readTable(inForce.content), version: inForce.version },
              after: { table: readTable(work.content), version: work.draft?.version ?? nextVersion(summary) },
              words: tableWords,
            }
          }
          trial={(on) => <TrialOf tables={tried} content={work.content} on={on} />}
          working={publish.isPending}
          error={publish.error}
          onClose={() => setPublishing(false)}
          onPublish={(input) =>
            publish.mutate(
              { ...input, work },
              {
                onSuccess: async (version) => {
                  message.success(t.rules.publishing.done(version.version, version.validFrom ?? ''));
                  await navigate(`${paths.rule(name)}?version=${version.version}`);
                },
              },
            )
          }
        />
      )}
    </>
  );
}

function nextVersion({ versions }: TableSummary): number {
  return Math.max(0, ...versions.map(({ version }) => version)) + 1;
}

/** Asks before unsaved changes are left, by a link or by closing the page. */
function useStay(unsaved: boolean): void {
  const t = useT();
  const words = t.rules.editor;
  const { modal } = App.useApp();
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => unsaved && currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    if (blocker.state !== 'blocked') return;
    modal.confirm({
      title: words.leaveTitle,
      content: words.leave,
      okText: words.leaveOk,
      cancelText: words.stay,
      onOk: () => blocker.proceed(),
      onCancel: () => blocker.reset(),
    });
  }, [blocker, modal, words]);
  useEffect(() => {
    if (!unsaved) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [unsaved]);
}
