// 更正档案: what a visit found. Every correction is a new version with its own source; whoever saves over a version that he
// hasn't seen is told first, and keeps what he typed.
import { useQueryClient } from '@tanstack/react-query';
import { Alert, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { answer, api, useCommand, withKey } from '../../api/client.ts';
import { NO_VALUE } from '../../format.ts';
import { useT } from '../../messages/index.tsx';
import { useMay, useSession } from '../../session.tsx';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { ErrorPanel } from '../../ui/states.tsx';
import s from './CorrectDialog.module.css';
import { useCode } from './code.ts';
import { type CorrectionForm, correctionOf, givenFields } from './correction.ts';
import { CONDUCTS, HOUSING_GRADES } from './listFilter.ts';
import { type Correction, type Household, householdKey } from './queries.ts';

export function CorrectButton({ household }: { household: Household }) {
  const w = useT().households.page;
  const may = useMay('household.declare');
  const [open, setOpen] = useState(false);
  return (
    <>
      <ActionButton type="primary" whyNot={may ? null : w.correctNotAllowed} onClick={() => setOpen(true)}>
        {w.correct}
      </ActionButton>
      {open && <CorrectDialog household={household} onEnd={() => setOpen(false)} />}
    </>
  );
}

function CorrectDialog({ household, onEnd }: { household: Household; onEnd: () => void }) {
  const t = useT();
  const w = t.households.correct;
  const { businessDate } = useSession();
  const queries = useQueryClient();
  const [form] = Form.useForm<CorrectionForm>();
  // The version that the form was opened on, or that its writer has since looked at.
  const [seen, setSeen] = useState(household.version);
  const [opened] = useState(household);
  const [nothing, setNothing] = useState(false);
  const save = useCommand(
    (body: Correction, key) =>
      answer(api.PATCH('/api/v1/households/{id}', { params: { path: { id: household.id } }, body, ...withKey(key) })),
    {
      onSuccess: async () => {
        await queries.invalidateQueries({ queryKey: householdKey(household.id) });
        await queries.invalidateQueries({ queryKey: ['households'] });
        onEnd();
      },
    },
  );
  const conflict = save.error?.code === 'changed_meanwhile';
  const submit = (values: CorrectionForm) => {
    setNothing(!givenFields(values));
    if (!givenFields(values)) return;
    save.mutate(correctionOf(values, seen), {
      onError: async (error) => {
        // Fetches what stands now, so that the form shows it beside what was typed.
        if (error.code === 'changed_meanwhile')
          await queries.invalidateQueries({ queryKey: householdKey(household.id) });
      },
    });
  };
  const saveAnyway = conflict && household.version !== seen;
  return (
    <Modal
      open
      width={640}
      title={`${w.title} · ${household.headName}`}
      okText={saveAnyway ? w.saveAnyway : w.save}
      cancelText={t.act.cancel}
      confirmLoading={save.isPending}
      onOk={() => {
        if (saveAnyway) {
          setSeen(household.version);
          void form.validateFields().then((values) => save.mutate(correctionOf(values, household.version)));
        } else form.submit();
      }}
      onCancel={onEnd}
    >
      <p>{w.lead}</p>
      {conflict && (
        <Alert
          type="warning"
          showIcon
          role="alert"
          className={s.alert ?? ''}
          title={w.conflict}
          description={`${w.conflictLead}${saveAnyway ? w.conflictNow(household.version) : ''}`}
        />
      )}
      {save.error && !conflict && <ErrorPanel compact error={save.error} />}
      {nothing && (
        <p role="alert" className={s.nothing}>
          {w.nothing}
        </p>
      )}
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        className={s.form ?? ''}
        initialValues={{ seenOn: businessDate }}
        onFinish={submit}
        onValuesChange={() => setNothing(false)}
      >
        <Fields household={household} opened={opened} />
        <Form.Item name="seenOn" label={w.seenOn} rules={[{ required: true, message: t.households.common.required }]}>
          <Input type="date" max={businessDate} />
        </Form.Item>
        <Form.Item
          name="note"
          label={w.note}
          className={s.wide ?? ''}
          extra={w.noteHint}
          rules={[{ required: true, whitespace: true, message: t.households.common.required }]}
        >
          <Input.TextArea rows={2} maxLength={200} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

/** The fields that a visit may correct, each with what stands on record now. */
function Fields({ household, opened }: { household: Household; opened: Household }) {
  const t = useT();
  const w = t.households;
  const code = useCode();
  const now = (of: (from: Household) => string | null) => {
    const [current, before] = [of(household), of(opened)];
    return <span className={current === before ? '' : s.changed}>{w.correct.nowIs(current || NO_VALUE)}</span>;
  };
  const yesNo = (yes: string, no: string) => [
    { value: 'true', label: yes },
    { value: 'false', label: no },
  ];
  const water = (value: boolean | null) =>
    value === null ? w.overview.unknown : value ? w.overview.waterSafe : w.overview.waterUnsafe;
  const text = (name: keyof CorrectionForm, label: string, extra: React.ReactNode) => (
    <Form.Item name={name} label={label} extra={extra}>
      <Input placeholder={w.correct.keep} autoComplete="off" />
    </Form.Item>
  );
  const choice = (
    name: keyof CorrectionForm,
    label: string,
    options: { value: string; label: string }[],
    extra: React.ReactNode,
  ) => (
    <Form.Item name={name} label={label} extra={extra}>
      <Select placeholder={w.correct.keep} allowClear options={options} />
    </Form.Item>
  );
  return (
    <>
      {text(
        'phone',
        w.overview.fields.phone,
        now((from) => from.phone),
      )}
      {text(
        'address',
        w.overview.fields.address,
        now((from) => from.address),
      )}
      {text(
        'bank',
        w.overview.fields.bank,
        now((from) => from.bank),
      )}
      {text(
        'account',
        w.overview.fields.account,
        now((from) => from.account),
      )}
      {choice(
        'housing',
        w.overview.fields.housing,
        HOUSING_GRADES.map((value) => ({ value, label: code(value) })),
        now((from) => code(from.housing)),
      )}
      {choice(
        'safeWater',
        w.overview.fields.water,
        yesNo(w.overview.waterSafe, w.overview.waterUnsafe),
        now((from) => water(from.safeWater)),
      )}
      {choice(
        'shop',
        w.overview.fields.shop,
        yesNo(w.overview.hasShop, w.overview.noShop),
        now((from) => (from.shop ? w.overview.hasShop : w.overview.noShop)),
      )}
      {choice(
        'conduct',
        w.overview.fields.conduct,
        CONDUCTS.map((value) => ({ value, label: code(value) })),
        now((from) => code(from.conduct)),
      )}
    </>
  );
}
