// 线上经营意愿: what the household itself said of working online (paper §3.3.2), in its own words, on a day.
import { useQueryClient } from '@tanstack/react-query';
import { Form, Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import { answer, api, useCommand, withKey } from '../../api/client.ts';
import { useT } from '../../messages/index.tsx';
import { useMay, useSession } from '../../session.tsx';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { Panel } from '../../ui/Layout.tsx';
import { ErrorPanel } from '../../ui/states.tsx';
import { type Household, householdKey } from './queries.ts';
import s from './Records.module.css';

export function OnlineDeclaration({ household }: { household: Household }) {
  const t = useT();
  const w = t.households.online;
  const may = useMay('household.declare');
  const [open, setOpen] = useState(false);
  const asked = household.onlineUnwilling !== null;
  return (
    <Panel
      title={w.title}
      aside={
        <ActionButton whyNot={may ? null : t.households.common.mayNot} onClick={() => setOpen(true)}>
          {asked ? w.renew : w.record}
        </ActionButton>
      }
    >
      <p>{household.onlineUnwilling === null ? w.notAsked : household.onlineUnwilling ? w.unwilling : w.willing}</p>
      {household.onlineUnwillingOn && <p className={s.lead}>{w.on(household.onlineUnwillingOn)}</p>}
      {open && <DeclareDialog household={household} onEnd={() => setOpen(false)} />}
    </Panel>
  );
}

interface DeclarationForm {
  readonly unwilling: 'yes' | 'no';
  readonly declaredOn: string;
  readonly note?: string;
}

function DeclareDialog({ household, onEnd }: { household: Household; onEnd: () => void }) {
  const t = useT();
  const w = t.households.online;
  const { businessDate } = useSession();
  const queries = useQueryClient();
  const [form] = Form.useForm<DeclarationForm>();
  const declare = useCommand(
    (input: { unwilling: boolean; declaredOn: string; note: string; version: number }, key) =>
      answer(
        api.POST('/api/v1/households/{id}/online-declaration', {
          params: { path: { id: household.id } },
          body: input,
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
  const submit = ({ unwilling, declaredOn, note }: DeclarationForm) =>
    declare.mutate(
      { unwilling: unwilling === 'yes', declaredOn, note: note?.trim() ?? '', version: household.version },
      {
        onError: async (error) => {
          // The page shows what stands now; saving again is then on what was seen.
          if (error.code === 'changed_meanwhile')
            await queries.invalidateQueries({ queryKey: householdKey(household.id) });
        },
      },
    );
  const required = [{ required: true, message: t.households.common.required }];
  return (
    <Modal
      open
      title={w.dialogTitle}
      okText={declare.error?.code === 'changed_meanwhile' ? t.households.correct.saveAnyway : w.save}
      cancelText={t.act.cancel}
      confirmLoading={declare.isPending}
      onOk={() => form.submit()}
      onCancel={onEnd}
    >
      <p>{w.lead}</p>
      {declare.error && <ErrorPanel compact error={declare.error} />}
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        style={{ marginTop: 16 }}
        initialValues={{ declaredOn: businessDate }}
        onFinish={submit}
      >
        <Form.Item name="unwilling" label={w.ask} rules={required}>
          <Radio.Group>
            <Radio value="no">{w.yes}</Radio>
            <Radio value="yes">{w.no}</Radio>
          </Radio.Group>
        </Form.Item>
        <Form.Item name="declaredOn" label={w.day} rules={required}>
          <Input type="date" max={businessDate} />
        </Form.Item>
        <Form.Item name="note" label={w.note}>
          <Input.TextArea rows={2} maxLength={200} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
