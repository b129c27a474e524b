// 培训: courses that members have finished; digital and commerce courses open the way out of "train first".
import { useQueryClient } from '@tanstack/react-query';
import { Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { ageOn, isoDate } from '../../../kernel/calendar.ts';
import { answer, api, useCommand, withKey } from '../../api/client.ts';
import { useT } from '../../messages/index.tsx';
import { useMay, useSession } from '../../session.tsx';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { Panel } from '../../ui/Layout.tsx';
import { ErrorPanel } from '../../ui/states.tsx';
import { type Household, householdKey } from './queries.ts';
import s from './Records.module.css';

/** Years: courses are for who may work (劳动法 art. 15). */
const LEAST_AGE = 16;
const KINDS = ['digital', 'commerce', 'production'] as const;

interface CourseForm {
  readonly personId: string;
  readonly course: string;
  readonly kind: (typeof KINDS)[number];
  readonly finishedOn: string;
}

export function Courses({ household }: { household: Household }) {
  const t = useT();
  const w = t.households.courses;
  const may = useMay('household.declare');
  const [open, setOpen] = useState(false);
  const kinds: Readonly<Record<string, string>> = w.kinds;
  const name = (id: string) => household.members.find((member) => member.id === id)?.name ?? '';
  return (
    <Panel
      title={w.title}
      aside={
        <ActionButton whyNot={may ? null : t.households.common.mayNot} onClick={() => setOpen(true)}>
          {w.record}
        </ActionButton>
      }
    >
      {household.courses.length === 0 ? (
        <>
          <p>{w.none}</p>
          <p className={s.lead}>{w.noneHint}</p>
        </>
      ) : (
        <ul className={s.records}>
          {household.courses.map((course) => (
            <li key={course.id} className={s.record}>
              <span className={s.main}>
                <strong>{course.course}</strong>
                <br />
                <span className={s.quiet}>{w.by(name(course.personId), kinds[course.kind] ?? course.kind)}</span>
              </span>
              <span className={s.quiet}>{course.finishedOn}</span>
            </li>
          ))}
        </ul>
      )}
      {open && <CourseDialog household={household} onEnd={() => setOpen(false)} />}
    </Panel>
  );
}

function CourseDialog({ household, onEnd }: { household: Household; onEnd: () => void }) {
  const t = useT();
  const w = t.households.courses;
  const { businessDate } = useSession();
  const queries = useQueryClient();
  const [form] = Form.useForm<CourseForm>();
  const record = useCommand(
    (body: CourseForm, key) =>
      answer(
        api.POST('/api/v1/households/{id}/courses', {
          params: { path: { id: household.id } },
          body,
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
      title={w.record}
      okText={w.save}
      cancelText={t.act.cancel}
      confirmLoading={record.isPending}
      onOk={() => form.submit()}
      onCancel={onEnd}
    >
      {record.error && <ErrorPanel compact error={record.error} />}
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        className={s.form ?? ''}
        initialValues={{ finishedOn: businessDate }}
        onFinish={(values) => record.mutate({ ...values, course: values.course.trim() })}
      >
        <Form.Item name="personId" label={w.who} rules={required}>
          <Select
            options={household.members
              .filter(({ birth }) => ageOn(isoDate(birth), isoDate(businessDate)) >= LEAST_AGE)
              .map((member) => ({ value: member.id, label: member.name }))}
          />
        </Form.Item>
        <Form.Item name="kind" label={w.kind} rules={required}>
          <Select options={KINDS.map((value) => ({ value, label: w.kinds[value] }))} />
        </Form.Item>
        <Form.Item name="course" label={w.course} rules={required} extra={w.courseHint} className={s.wide ?? ''}>
          <Input maxLength={80} />
        </Form.Item>
        <Form.Item name="finishedOn" label={w.finishedOn} rules={required}>
          <Input type="date" max={businessDate} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
