// Which channel each need of an admitted enterprise or co-operative takes, with the reason. Nothing is kept.
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { newId } from '../../../kernel/ids.ts';
import { answer, api } from '../../api/client.ts';
import type { ProblemError } from '../../api/problem.ts';
import { yuan } from '../../format.ts';
import { useLanguage, useT } from '../../messages/index.tsx';
import { Panel, Stack } from '../../ui/Layout.tsx';
import { ErrorPanel } from '../../ui/states.tsx';
import { Why } from '../../ui/Why.tsx';
import { NeedsEditor } from './NeedsEditor.tsx';
import { freshNeeds, type NeedsDraft, requestOf } from './needsForm.ts';
import s from './plan.module.css';
import type { EnterpriseWay, RawNeed } from './queries.ts';
import { whyRouted } from './whyRouted.ts';

export function EnterprisePath({ creditCode }: { creditCode: string }) {
  const t = useT();
  const words = t.financing.enterprise;
  const [draft, setDraft] = useState<NeedsDraft>(() => freshNeeds(newId(Date.now())));
  const find = useMutation<readonly EnterpriseWay[], ProblemError, RawNeed[]>({
    mutationFn: async (needs) =>
      (
        await answer(
          api.POST('/api/v1/financing/enterprises/{creditCode}/path', {
            params: { path: { creditCode } },
            body: { needs },
          }),
        )
      ).ways,
  });
  const { needs } = requestOf(draft);
  const stale = find.data !== undefined && JSON.stringify(find.variables) !== JSON.stringify(needs);
  return (
    <Stack>
      <NeedsEditor
        of="enterprise"
        draft={draft}
        onChange={setDraft}
        onDraw={() => find.mutate(needs)}
        working={find.isPending}
        stale={stale}
        drawn={find.data !== undefined}
      />
      {find.error && <ErrorPanel error={find.error} />}
      {find.data && (
        <Panel title={words.title}>
          <p className={s.quiet}>{words.note}</p>
          <ol className={s.needs}>
            {find.data.map((way, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the ways are in the order of the needs and never move
              <Way key={index} way={way} />
            ))}
          </ol>
        </Panel>
      )}
    </Stack>
  );
}

function Way({ way }: { way: EnterpriseWay }) {
  const t = useT();
  const words = t.financing.enterprise;
  const language = useLanguage();
  const purpose = way.purposeName[language];
  return (
    <li>
      <div className={s.itemHead}>
        <h3>{purpose}</h3>
        <span>{`${yuan(way.askedFen)} ${t.financing.view.unit}`}</span>
      </div>
      <p>
        <strong>{way.channelName[language]}</strong>
        {way.modeName && <span className={s.quiet}>{` · ${words.mode(way.modeName[language])}`}</span>}
      </p>
      <p>
        {way.reason[language]}{' '}
        <Why of={t.financing.view.why(purpose)} reason={whyRouted({ ...way, candidates: [] }, t, language)} />
      </p>
      {way.products.length === 0 ? (
        <p className={s.quiet}>{words.noProducts}</p>
      ) : (
        <>
          <h4>{words.products}</h4>
          <ul className={s.candidates}>
            {way.products.map((product) => (
              <li key={product.code}>
                <strong>{product.name[language]}</strong>
                <span className={s.quiet}>{product.terms[language]}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </li>
  );
}
