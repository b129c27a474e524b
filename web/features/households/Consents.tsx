// 授权: what the household allows to be given to whom, until when. Given and withdrawn here; a withdrawal asks first.
import { useQueryClient } from '@tanstack/react-query';
import { Form, Input, Modal, Select, Tag } from 'antd';
import { useState } from 'react';
import { answer, api, useCommand, withKey } from '../../api/client.ts';
import { useT } from '../../messages/index.tsx';
import { useMay, useSession } from '../../session.tsx';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { Panel } from '../../ui/Layout.tsx';
import { ErrorPanel } from '../../ui/states.tsx';
import { type Consent, type Household, householdKey } from './queries.ts';
import s from './Records.module.css';

const SUBJECTS = ['identity', 'income', 'health', 'account', 'credit', 'contact'] as const;
type Subject = (typeof SUBJECTS)[number];
const WHOLE = 'household';

export function Consents({ household }: { household: Household }) {
  const t = useT();
  const w = t.households.consents;
  const may = useMay('household.consent');
  const [giving, setGiving] = useState(false);
  const [withdrawing, setWithdrawing] = useState<Consent | null>(null);
  return (
    <Panel
      title={w.title}
      aside={
        <ActionButton whyNot={may ? null : t.households.common.mayNot} onClick={() => setGiving(true)}>
          {w.give}
        </ActionButton>
      }
    >
      <p className={s.lead}>{w.lead}</p>
      {household.consents.length === 0 ? (
        <>
          <p>{w.none}</p>
          <p className={s.lead}>{w.noneHint}</p>
        </>
      ) : (
        <ul className={s.records}>
          {household.consents.map((consent) => (
            <ConsentRow
              key={consent.id}
              consent={consent}
              household={household}
              onWithdraw={may ? () => setWithdrawing(consent) : undefined}
            />
          ))}
        </ul>
      )}
      {giving && <GiveDialog household={household} onEnd={() => setGiving(false)} />}
      {withdrawing && <WithdrawDialog household={household} consent={withdrawing} onEnd={() => setWithdrawing(null)} />}
    </Panel>
  );
}

function ConsentRow({
  consent,
  household,
  onWithdraw,
}: {
  consent: Consent;
  household: Household;
  onWithdraw: (() => void) | undefined;
}) {
  const w = useT().households.consents;
  const { businessDate } = useSession();
  const whats: Readonly<Record<string, string>> = w.whats;
  const state = consent.withdrawnAt ? 'withdrawn' : consent.until < businessDate ? 'ended' : 'valid';
  const who = household.members.find((member) => member.id === consent.personId)?.name ?? w.wholeHousehold;
  return (
    <li className={s.record}>
      <span className={s.main}>
        <strong>{whats[consent.what] ?? consent.what}</strong> <span className={s.quiet}>{who}</span>{' '}
        <Tag {...(state === 'valid' ? { color: 'success' } : {})}>{w.state[state]}</Tag>
        <br />
        {w.toWhom(consent.recipient, consent.purpose)}
        <br />
        <span className={s.quiet}>
          {w.period(consent.givenOn, consent.until)} · {w.recordedBy(consent.recordedByName)}
        </span>
      </span>
      {state === 'valid' && onWithdraw && (
        <ActionButton size="small" onClick={onWithdraw}>
          {w.withdraw}
        </ActionButton>
      )}
    </li>
  );
}

interface ConsentForm {
  readonly what: Subject;
  readonly person: string;
  readonly recipient: string;
  readonly purpose: string;
  readonly givenOn: string;
  readonly until: string;
}

function GiveDialog({ household, onEnd }: { household: Household; onEnd: () => void }) {
  const t = useT();
  const w = t.households.consents;
  const { businessDate } = useSession();
  const queries = useQueryClient();
  const [form] = Form.useForm<ConsentForm>();
  const give = useCommand(
    ({ person, ...consent }: ConsentForm, key) =>
      answer(
        api.POST('/api/v1/households/{id}/consents', {
          params: { path: { id: household.id } },
          body: { ...consent, personId: person === WHOLE ? null : person },
          ...withKey(key),
        }),
      ),
    {
      onSuccess: async () => {
        await queries.invalidateQueries({ queryKey: householdKey(household.id) });
        onEnd();
      },
    },
  );
  const required = [{ required: true, whitespace: true, message: t.households.common.required }];
  return (
    <Modal
      open
      title={w.give}
      okText={w.save}
      cancelText={t.act.cancel}
      confirmLoading={give.isPending}
      onOk={() => form.submit()}
      onCancel={onEnd}
    >
      {give.error && <ErrorPanel compact error={give.error} />}
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        className={s.form ?? ''}
        initialValues={{ person: WHOLE, givenOn: businessDate }}
        onFinish={(values) => give.mutate(values)}
      >
        <Form.Item name="what" label={w.what} rules={[{ required: true, message: t.households.common.required }]}>
          <Select options={SUBJECTS.map((value) => ({ value, label: w.whats[value] }))} />
        </Form.Item>
        <Form.Item name="person" label={w.whose}>
          <Select
            options={[
              { value: WHOLE, label: w.wholeHousehold },
              ...household.members.map((member) => ({ value: member.id, label: member.name })),
            ]}
          />
        </Form.Item>
        <Form.Item
          name="recipient"
          label={w.recipient}
          rules={required}
          extra={w.recipientHint}
          className={s.wide ?? ''}
        >
          <Input maxLength={80} />
        </Form.Item>
        <Form.Item name="purpose" label={w.purpose} rules={required} extra={w.purposeHint} className={s.wide ?? ''}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="givenOn" label={w.givenOn} rules={required}>
          <Input type="date" max={businessDate} />
        </Form.Item>
        <Form.Item
          name="until"
          label={w.until}
          dependencies={['givenOn']}
          rules={[
            ...required,
            ({ getFieldValue }) => ({
              validator: (_rule, until: string) =>
                until && until < String(getFieldValue('givenOn'))
                  ? Promise.reject(new Error(w.reversed))
                  : Promise.resolve(),
            }),
          ]}
        >
          <Input type="date" />
        </Form.Item>
      </Form>
    </Modal>
  );
}

function WithdrawDialog({ household, consent, onEnd }: { household: Household; consent: Consent; onEnd: () => void }) {
  const t = useT();
  const w = t.households.consents;
  const queries = useQueryClient();
  const whats: Readonly<Record<string, string>> = w.whats;
  const withdraw = useCommand(
    (id: string, key) =>
      answer(api.POST('/api/v1/household-consents/{id}/withdrawal', { params: { path: { id } }, ...withKey(key) })),
    {
      onSuccess: async () => {
        await queries.invalidateQueries({ queryKey: householdKey(household.id) });
        onEnd();
      },
    },
  );
  return (
    <Modal
      open
      title={w.withdrawTitle}
      okText={w.withdrawConfirm}
      cancelText={t.act.cancel}
      okButtonProps={{ danger: true }}
      confirmLoading={withdraw.isPending}
      onOk={() => withdraw.mutate(consent.id)}
      onCancel={onEnd}
    >
      <p>{w.withdrawLead(whats[consent.what] ?? consent.what, consent.recipient)}</p>
      {withdraw.error && <ErrorPanel compact error={withdraw.error} />}
    </Modal>
  );
}
