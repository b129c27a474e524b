// Drawing a plan: needs in, plan out, kept when it is right. What is typed stays in this browser's tab until it is kept.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Modal } from 'antd';
import { useEffect, useState } from 'react';
import { newId } from '../../../kernel/ids.ts';
import { answer, api, useCommand, withKey } from '../../api/client.ts';
import type { ProblemError } from '../../api/problem.ts';
import { useT } from '../../messages/index.tsx';
import { useMay, useSession } from '../../session.tsx';
import { useSaid } from '../../ui/ActForm.tsx';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { Stack } from '../../ui/Layout.tsx';
import { ErrorPanel } from '../../ui/states.tsx';
import { type History, historyQuery, suggestionQuery } from '../admission/queries.ts';
import { PathWhatIf } from './HouseholdPath.tsx';
import { NeedsEditor } from './NeedsEditor.tsx';
import { freshNeeds, type NeedsDraft, requestOf } from './needsForm.ts';
import { PlanView } from './PlanView.tsx';
import s from './plan.module.css';
import { financingKey, type Plan, type PlanRequest } from './queries.ts';

export function DrawPlan({ householdId }: { householdId: string }) {
  const [draft, setDraft] = useTyped(householdId);
  const { data: history } = useQuery(historyQuery(householdId));
  const { data: suggestion } = useQuery(suggestionQuery(householdId));
  const t = useT();
  const draw = useMutation<Plan, ProblemError, PlanRequest>({
    mutationFn: (body) =>
      answer(
        api.POST('/api/v1/financing/households/{householdId}/suggestion', { params: { path: { householdId } }, body }),
      ),
  });
  const request = requestOf(draft);
  const stale = draw.data !== undefined && JSON.stringify(draw.variables) !== JSON.stringify(request);
  const outcome = history?.standing?.outcome ?? suggestion?.outcome;
  const words = t.financing.plan;
  return (
    <Stack>
      {history && history.standing === null && <p className={`${s.notice} no-print`}>{words.provisional}</p>}
      {outcome === 'train_first' && <p className={`${s.notice} no-print`}>{words.trial}</p>}
      <div className="no-print">
        <NeedsEditor
          draft={draft}
          onChange={setDraft}
          onDraw={() => draw.mutate(request)}
          working={draw.isPending}
          stale={stale}
          drawn={draw.data !== undefined}
        />
      </div>
      {draw.error && <ErrorPanel error={draw.error} />}
      {draw.data && (
        <>
          <Keep
            householdId={householdId}
            request={request}
            plan={draw.data}
            stale={stale}
            history={history}
            onKept={() => setDraft(freshNeeds(newId(Date.now())))}
          />
          <PlanView plan={draw.data} />
          {suggestion && (
            <PathWhatIf
              key={JSON.stringify(draw.variables)}
              householdId={householdId}
              facts={suggestion.facts}
              needs={draw.variables?.needs ?? []}
              savingsYuan={
                draw.variables?.savingsYuan === undefined || draw.variables.savingsYuan === null
                  ? null
                  : String(draw.variables.savingsYuan)
              }
            />
          )}
        </>
      )}
    </Stack>
  );
}

/** The needs as typed, kept over a reload of the tab. */
function useTyped(householdId: string): [NeedsDraft, (draft: NeedsDraft) => void] {
  const place = `needs:${householdId}`;
  const [draft, setDraft] = useState<NeedsDraft>(() => {
    const kept = sessionStorage.getItem(place);
    return kept === null ? freshNeeds(newId(Date.now())) : (JSON.parse(kept) as NeedsDraft);
  });
  useEffect(() => sessionStorage.setItem(place, JSON.stringify(draft)), [place, draft]);
  return [draft, setDraft];
}

interface KeepProps {
  readonly householdId: string;
  readonly request: PlanRequest;
  readonly plan: Plan;
  readonly stale: boolean;
  readonly history: History | undefined;
  readonly onKept: () => void;
}

function Keep({ householdId, request, plan, stale, history, onKept }: KeepProps) {
  const t = useT();
  const words = t.financing.plan;
  const queries = useQueryClient();
  const said = useSaid();
  const [asking, setAsking] = useState(false);
  const whyNot = useWhyNotKeep(plan, history, stale);
  const keep = useCommand(
    (body: PlanRequest, key) =>
      answer(
        api.POST('/api/v1/financing/households/{householdId}/plans', {
          params: { path: { householdId } },
          body,
          ...withKey(key),
        }),
      ),
    {
      onSuccess: async () => {
        said(words.kept);
        onKept();
        setAsking(false);
        await queries.invalidateQueries({ queryKey: financingKey(householdId) });
      },
    },
  );
  return (
    <div className={`${s.acts} no-print`}>
      <ActionButton type="primary" whyNot={whyNot} onClick={() => setAsking(true)}>
        {words.keep}
      </ActionButton>
      <Modal
        open={asking}
        title={words.keepTitle}
        okText={words.keep}
        cancelText={t.act.cancel}
        confirmLoading={keep.isPending}
        onOk={() => keep.mutate(request)}
        onCancel={() => setAsking(false)}
      >
        <p>{words.keepNote}</p>
        {keep.error && <ErrorPanel compact error={keep.error} />}
      </Modal>
    </div>
  );
}

/** Why the plan can't be kept now, in words; null when it can. */
function useWhyNotKeep(plan: Plan, history: History | undefined, stale: boolean): string | null {
  const t = useT();
  const words = t.financing.plan.whyNot;
  const me = useSession();
  const plans = useMay('financing.plan');
  if (!me.mayWrite) return words.readOnly;
  if (!plans) return words.role;
  const outcome = history?.standing?.outcome;
  if (outcome === undefined) return words.notDecided;
  if (outcome === 'train_first') return words.training;
  if (outcome === 'social_relief') return words.relief;
  if (outcome === 'correction') return words.correction;
  return stale || plan.items.length === 0 ? words.draw : null;
}
