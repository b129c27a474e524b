// One import from its files to its end. Its id and step stand in the address: the page can be left and found again.
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Link, useParams, useSearchParams } from 'react-router';
import { refusalWords } from '../../api/jobs.ts';
import { moment } from '../../format.ts';
import { useLanguage, useT } from '../../messages/index.tsx';
import { useKeepPlace } from '../../officials/place.ts';
import { paths } from '../../paths.ts';
import { useMay } from '../../session.tsx';
import { JobProgress } from '../../ui/JobProgress.tsx';
import { Stack } from '../../ui/Layout.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Loaded } from '../../ui/states.tsx';
import { DiscardButton } from './acts.tsx';
import { ColumnsStep } from './ColumnsStep.tsx';
import s from './imports.module.css';
import { filesOf, workStep } from './names.ts';
import { PreviewStep } from './PreviewStep.tsx';
import { type Batch, type ImportNow, importQuery } from './queries.ts';
import { ResultStep } from './ResultStep.tsx';
import { Steps } from './Steps.tsx';
import { type Stage, type Step, stageOf, stepOf } from './stage.ts';

export function Component() {
  const { id = '' } = useParams();
  const query = useQuery(importQuery(id));
  return (
    <Loaded query={query} lines={10}>
      {(now) => <Import {...now} />}
    </Loaded>
  );
}

function Import(now: ImportNow) {
  const { batch } = now;
  const t = useT().imports;
  const keep = useKeepPlace();
  const [params] = useSearchParams();
  const stage = stageOf(now);
  const step = stepOf(stage, params.get('step'));
  const files = filesOf(batch, t);
  const links =
    stage.at === 'checked'
      ? {
          columns: keep(paths.householdImport(batch.id, 'columns')),
          preview: keep(paths.householdImport(batch.id, 'preview')),
        }
      : {};
  return (
    <>
      <PageHeader
        title={files === null ? t.one.untitled : t.one.title(files)}
        lead={t.one.meta(batch.createdByName, moment(batch.createdAt))}
        more={
          <Link to={keep(paths.imports())}>
            <Button tabIndex={-1}>{t.one.back}</Button>
          </Link>
        }
      />
      <Stack>
        <Steps here={step} links={links} finished={stage.at === 'committed'} />
        <Body now={now} stage={stage} step={step} />
      </Stack>
    </>
  );
}

function Body({ now: { batch }, stage, step }: { now: ImportNow; stage: Stage; step: Step }) {
  const t = useT().imports;
  const language = useLanguage();
  switch (stage.at) {
    case 'sending':
      return <Ended tone="warning" title={t.sendingTitle} text={t.sendingHint} open={batch.id} />;
    case 'working':
      return <Working stage={stage} />;
    case 'broken':
      return (
        <Ended
          tone="late"
          title={t.broken.title}
          text={t.broken.hint}
          {...(stage.job.error === null ? {} : { reason: stage.job.error })}
          open={batch.id}
        />
      );
    case 'refused':
      return (
        <Ended
          tone="late"
          title={t.refused.title}
          text={t.refused.hint}
          {...(batch.refusal === null ? {} : { reason: batch.refusal.message })}
        />
      );
    case 'refused_columns':
      return <ColumnsStep batch={batch} refusal={refusalWords(stage.job, language)} />;
    case 'checked':
      return step === 'columns' ? (
        <ColumnsStep batch={batch} refusal={null} />
      ) : (
        <PreviewStep batch={batch} broken={stage.broken} />
      );
    case 'committed':
      return <ResultStep batch={batch} />;
    case 'discarded':
      return <Ended tone="info" title={t.discard.doneTitle} text={t.discard.done} />;
  }
}

function Working({ stage: { job, step } }: { stage: Extract<Stage, { at: 'working' }> }) {
  const t = useT().imports;
  const title = step === 'commit' ? t.work.committing : step === 'preview' ? t.work.checking : t.work.reading;
  return <JobProgress title={title} {...job} step={workStep(job.step, t)} />;
}

/** An import that can't go on here: what happened, why, and the way on. `open`: it can still be discarded. */
function Ended({
  tone,
  title,
  text,
  reason,
  open,
}: {
  tone: 'info' | 'warning' | 'late';
  title: string;
  text: string;
  reason?: string;
  open?: Batch['id'];
}) {
  const t = useT().imports;
  const keep = useKeepPlace();
  const may = useMay('household.import');
  return (
    <>
      <div className={tone === 'info' ? s.notice : `${s.notice} ${s[tone]}`} role="alert">
        <h2>{title}</h2>
        {reason && <p>{reason}</p>}
        <p>{text}</p>
      </div>
      {may && (
        <div className={s.bar}>
          {open !== undefined && <DiscardButton id={open} />}
          <span className={s.gap} />
          <Link to={keep(paths.newImport())}>
            <Button type="primary" tabIndex={-1}>
              {t.refused.again}
            </Button>
          </Link>
        </div>
      )}
    </>
  );
}
