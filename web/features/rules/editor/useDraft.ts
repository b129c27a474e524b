// A draft in work: its content, whether it is saved, saving it without writing over somebody else's, discarding and
// publishing it.
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, useCommand, withKey } from '../../../api/client.ts';
import type { JdmContent, TableDetail, TableName, Version } from '../queries.ts';
import { type RawTable, withTable } from '../table.ts';
import type { PublishInput } from './PublishDialog.tsx';

export interface DraftInWork {
  readonly content: JdmContent;
  readonly changed: boolean;
  readonly draft: Version | null;
  readonly note: string;
}

export function useDraft(name: TableName, start: TableDetail) {
  const queries = useQueryClient();
  const [work, setWork] = useState<DraftInWork>(() => ({
    content: start.content,
    changed: false,
    draft: start.state === 'draft' ? start : null,
    note: start.state === 'draft' ? start.note : '',
  }));
  const forget = () => queries.invalidateQueries({ queryKey: ['rules'], refetchType: 'none' });

  const put = async (input: DraftInWork, key: string): Promise<Version> => {
    const { draft } = await answer(
      api.PUT('/api/v1/rules/tables/{name}/draft', {
        params: { path: { name } },
        body: { content: input.content, note: input.note.trim(), basedOn: input.draft?.hash ?? null },
        ...withKey(key),
      }),
    );
    setWork((now) => ({ ...now, draft, changed: now.content !== input.content || now.note !== input.note }));
    await forget();
    return draft;
  };

  const save = useCommand(put);
  const discard = useCommand(
    async (_: { version: number }, key) =>
      answer(api.DELETE('/api/v1/rules/tables/{name}/draft', { params: { path: { name } }, ...withKey(key) })),
    { onSuccess: forget },
  );
  const publish = useCommand(
    async (input: PublishInput & { work: DraftInWork }, key) => {
      if (input.work.changed || input.work.draft === null) await put(input.work, `${key}-draft`);
      return answer(
        api.POST('/api/v1/rules/tables/{name}/publish', {
          params: { path: { name } },
          body: { validFrom: input.validFrom, note: input.note },
          ...withKey(key),
        }),
      );
    },
    { onSuccess: forget },
  );

  return {
    work,
    setTable: (table: RawTable) =>
      setWork((now) => ({ ...now, content: withTable(now.content, table), changed: true })),
    setNote: (note: string) => setWork((now) => ({ ...now, note, changed: now.changed || now.draft !== null })),
    save,
    discard,
    publish,
  };
}
