// What can be done with an import: check by other columns, commit, discard, take the rejected rows home.
import { useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import { answer, api, useCommand, withKey } from '../../api/client.ts';
import { download } from '../../csv.ts';
import { useT } from '../../messages/index.tsx';
import { ErrorPanel } from '../../ui/states.tsx';
import { type Mapping, rejectedWorkbook } from './queries.ts';

/** Asks the import anew after a command, and waits for it: the button works until the page shows what became of it. */
function useAfter() {
  const queries = useQueryClient();
  return async () => {
    await Promise.all([
      queries.invalidateQueries({ queryKey: ['imports'] }),
      queries.invalidateQueries({ queryKey: ['jobs'], exact: true }),
    ]);
  };
}

export function usePreview(id: string, then: () => void) {
  const after = useAfter();
  return useCommand(
    (mapping: { household: Mapping; person: Mapping }, key) =>
      answer(
        api.POST('/api/v1/household-imports/{id}/preview', {
          params: { path: { id } },
          body: { household: { ...mapping.household }, person: { ...mapping.person } },
          ...withKey(key),
        }),
      ),
    {
      onSuccess: async () => {
        await after();
        then();
      },
    },
  );
}

export function useCommit(id: string) {
  const after = useAfter();
  return useCommand(
    (_: null, key) =>
      answer(api.POST('/api/v1/household-imports/{id}/commit', { params: { path: { id } }, ...withKey(key) })),
    { onSuccess: after },
  );
}

function useDiscard(id: string) {
  const after = useAfter();
  return useCommand(
    (_: null, key) =>
      answer(api.POST('/api/v1/household-imports/{id}/discard', { params: { path: { id } }, ...withKey(key) })),
    { onSuccess: after },
  );
}

/** Discards after naming what is lost. */
export function DiscardButton({ id }: { id: string }) {
  const t = useT();
  const { modal } = App.useApp();
  const discard = useDiscard(id);
  const ask = () =>
    modal.confirm({
      title: t.imports.discard.title,
      content: t.imports.discard.text,
      okText: t.imports.discard.confirm,
      cancelText: t.act.cancel,
      okButtonProps: { danger: true },
      onOk: () => discard.mutateAsync(null).catch(() => undefined),
    });
  return (
    <>
      <Button onClick={ask} loading={discard.isPending}>
        {t.imports.discard.act}
      </Button>
      {discard.error && <ErrorPanel compact error={discard.error} />}
    </>
  );
}

/** The rejected rows as a workbook, the reason beside each. `of`: the import's files, where several buttons stand. */
export function RejectedButton({ id, of }: { id: string; of?: string }) {
  const t = useT().imports.rejected;
  const [working, setWorking] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const save = async () => {
    setWorking(true);
    setFailure(null);
    try {
      download(`${t.fileName}.xlsx`, await rejectedWorkbook(id));
    } catch (error) {
      setFailure(error);
    } finally {
      setWorking(false);
    }
  };
  return (
    <>
      <Button
        type={of === undefined ? 'default' : 'link'}
        size={of === undefined ? 'middle' : 'small'}
        loading={working}
        onClick={() => void save()}
        {...(of === undefined ? {} : { 'aria-label': t.downloadOf(of) })}
      >
        {of === undefined ? t.download : t.short}
      </Button>
      {failure !== null && <ErrorPanel compact error={failure} onRetry={() => void save()} />}
    </>
  );
}
