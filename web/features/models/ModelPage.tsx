// One model's card, and putting it in force.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { Link, useParams } from 'react-router';
import { answer, api, useCommand, withKey } from '../../api/client.ts';
import { useT } from '../../messages/index.tsx';
import { paths } from '../../paths.ts';
import { useMay, useSession } from '../../session.tsx';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { ErrorPanel, Loaded } from '../../ui/states.tsx';
import { LogisticCard } from './LogisticCard.tsx';
import { type Model, modelQuery, modelsQuery } from './queries.ts';
import { Status } from './Status.tsx';
import { VepCard } from './VepCard.tsx';

export function Component() {
  const { id = '' } = useParams();
  const query = useQuery(modelQuery(id));
  return (
    <Loaded query={query} lines={12}>
      {(model) => <Card model={model} />}
    </Loaded>
  );
}

function Card({ model }: { model: Model }) {
  const m = useT().models;
  const { card } = model;
  const publish = usePublish(model);
  return (
    <>
      <PageHeader
        title={m.name(m.kinds[model.kind], model.version)}
        lead={
          <>
            <Status status={model.status} /> {m.kindLeads[model.kind]}
          </>
        }
        more={<Link to={paths.models()}>{m.back}</Link>}
        action={
          <ActionButton type="primary" whyNot={publish.whyNot} loading={publish.working} onClick={publish.ask}>
            {m.publish}
          </ActionButton>
        }
      />
      {publish.failure ? <ErrorPanel error={publish.failure} onRetry={publish.ask} /> : null}
      {card.kind === 'logistic' ? <LogisticCard model={model} card={card} /> : <VepCard model={model} card={card} />}
    </>
  );
}

function usePublish(model: Model) {
  const t = useT();
  const m = t.models;
  const me = useSession();
  const may = useMay('models.fit');
  const queries = useQueryClient();
  const { modal, message } = App.useApp();
  const command = useCommand(
    (id: string, key: string) =>
      answer(api.POST('/api/v1/models/{id}/publish', { params: { path: { id } }, ...withKey(key) })),
    {
      onSuccess: async () => {
        void message.success(m.published);
        await queries.invalidateQueries({ queryKey: modelsQuery.queryKey });
      },
    },
  );
  return {
    whyNot: !may ? m.onlyCounty : !me.mayWrite ? m.readOnly : model.status === 'published' ? m.inForce : null,
    working: command.isPending,
    failure: command.error,
    ask: () =>
      modal.confirm({
        title: m.publishTitle(m.name(m.kinds[model.kind], model.version)),
        content: m.publishBody,
        okText: m.publish,
        cancelText: t.act.cancel,
        onOk: () => command.mutate(model.id),
      }),
  };
}
