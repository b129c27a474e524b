// Step 3: what the import would do, and everything that is wrong with the files, before anything is written.
import { App } from 'antd';
import { Link } from 'react-router';
import type { Job } from '../../api/jobs.ts';
import { count } from '../../format.ts';
import { useT } from '../../messages/index.tsx';
import { useKeepPlace } from '../../officials/place.ts';
import { paths } from '../../paths.ts';
import { useMay } from '../../session.tsx';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { Columns, Panel } from '../../ui/Layout.tsx';
import { ErrorPanel, Skeleton } from '../../ui/states.tsx';
import { DiscardButton, RejectedButton, useCommit } from './acts.tsx';
import { EffectWords, ExtractFigures, RosterFigures } from './Effects.tsx';
import s from './imports.module.css';
import { Problems } from './Problems.tsx';
import type { Batch, Counts } from './queries.ts';

export function PreviewStep({ batch, broken }: { batch: Batch; broken: Job | null }) {
  const t = useT();
  const words = t.imports.preview;
  const may = useMay('household.import');
  const keep = useKeepPlace();
  const { modal } = App.useApp();
  const commit = useCommit(batch.id);
  const { counts } = batch;
  if (counts === null) return <Skeleton lines={10} />;
  const { householdEffect: effect, households } = counts;
  const ask = () =>
    modal.confirm({
      title: words.confirmTitle,
      content: words.confirm(count(effect.added), count(effect.changed), count(households.rejected)),
      okText: words.commit,
      cancelText: t.act.cancel,
      onOk: () => commit.mutate(null),
    });
  const nothing = batch.roster !== null && households.accepted === 0 && batch.extracts.length === 0;
  return (
    <>
      {broken && (
        <div className={`${s.notice} ${s.late}`} role="alert">
          <h2>{t.imports.broken.commitTitle}</h2>
          {broken.error && <p>{broken.error}</p>}
          <p>{t.imports.broken.commitHint}</p>
        </div>
      )}
      {commit.error && <ErrorPanel error={commit.error} onRetry={() => commit.mutate(null)} />}
      <p className={s.quiet}>
        {words.lead}
        {may && words.later}
      </p>
      <Figures batch={batch} counts={counts} title={words.whatNext} />
      <Problems batch={batch} />
      {may && (
        <div className={s.bar}>
          <DiscardButton id={batch.id} />
          <Link to={keep(paths.householdImport(batch.id, 'columns'))}>{words.toColumns}</Link>
          <span className={s.gap} />
          <ActionButton
            type="primary"
            size="large"
            whyNot={nothing ? words.nothingAccepted : null}
            loading={commit.isPending}
            onClick={ask}
          >
            {words.commit}
          </ActionButton>
        </div>
      )}
    </>
  );
}

/** Sentences, figures and the returned rows: of a preview, and of the import once it is in. */
export function Figures({ batch, counts, title }: { batch: Batch; counts: Counts; title: string }) {
  const t = useT().imports.rejected;
  const { households, persons } = counts;
  return (
    <>
      <Columns least={384}>
        <Panel title={title}>
          <EffectWords batch={batch} counts={counts} />
        </Panel>
        {batch.roster !== null && <RosterFigures batch={batch} counts={counts} />}
        {batch.extracts.length > 0 && <ExtractFigures batch={batch} counts={counts} />}
      </Columns>
      {batch.roster !== null && households.rejected + persons.rejected > 0 && (
        <Panel title={t.title} aside={<RejectedButton id={batch.id} />}>
          <p>{t.hint(count(households.rejected), count(persons.rejected))}</p>
        </Panel>
      )}
    </>
  );
}
