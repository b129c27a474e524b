// Setting a new value from a day on: what it replaces is said in a sentence before it is recorded.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { answer, api, useCommand, withKey } from '../../api/client.ts';
import { useT } from '../../messages/index.tsx';
import { useSession } from '../../session.tsx';
import { ErrorPanel } from '../../ui/states.tsx';
import { type Confidence, type Parameter, type PublishedValue, parametersQuery } from './queries.ts';
import s from './SetParameter.module.css';
import { ValueField } from './ValueField.tsx';
import { isLine, sameValue, type Value, valueText, yearlyLine } from './value.ts';

const CONFIDENCES: readonly Confidence[] = ['G', 'M', 'S', 'C', 'U'];

interface Fields {
  readonly validFrom: string;
  readonly validTo?: string;
  readonly source: string;
  readonly confidence: Confidence;
  readonly note?: string;
}

export interface SetParameterProps {
  readonly parameter: Parameter;
  readonly name: string;
  readonly onDone: () => void;
}

export function SetParameter({ parameter, name, onDone }: SetParameterProps) {
  const t = useT();
  const words = t.parameters.form;
  const { businessDate } = useSession();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const { definition, current } = parameter;
  const before = (current?.value ?? parameter.history.at(-1)?.value ?? null) as Value;
  const [value, setValue] = useState<Value>(before);
  const [form] = Form.useForm<Fields>();
  const validFrom = Form.useWatch('validFrom', form) ?? businessDate;
  const set = useCommand(
    (input: Fields & { value: Value }, key) =>
      answer(
        api.POST('/api/v1/parameters', {
          body: {
            name: definition.name,
            // The contract writes "one level of JSON" out; the server checks the shape.
            value: input.value as never,
            validFrom: input.validFrom,
            validTo: input.validTo || null,
            source: input.source,
            confidence: input.confidence,
            note: input.note ?? '',
          },
          ...withKey(key),
        }),
      ),
    {
      onSuccess: async (row) => {
        await queries.invalidateQueries({ queryKey: ['parameters'] });
        message.success(words.saved(name, row.validFrom));
        onDone();
      },
    },
  );
  const unchanged = sameValue(value, before);
  const take = (published: PublishedValue) => {
    setValue(published.value as Value);
    form.setFieldsValue({ source: published.source, confidence: published.confidence });
  };
  return (
    <Form<Fields>
      name="parameter"
      form={form}
      layout="vertical"
      requiredMark={false}
      className={s.form ?? ''}
      initialValues={{ validFrom: businessDate }}
      onFinish={(fields) => set.mutate({ ...fields, value })}
    >
      <Form.Item label={t.parameters.value}>
        <ValueField value={value} onChange={setValue} unit={definition.unit} label={name} />
        <FloorWarning value={value} of={definition.name} />
      </Form.Item>
      {parameter.elsewhere.length > 0 && <Elsewhere parameter={parameter} onTake={take} />}
      <div className={s.two}>
        <Form.Item
          name="validFrom"
          label={words.validFrom}
          extra={words.fromHelp(businessDate)}
          rules={[{ required: true, message: words.missingDate }]}
        >
          <Input type="date" min={businessDate} />
        </Form.Item>
        <Form.Item name="validTo" label={words.validTo} extra={words.toHelp}>
          <Input type="date" min={validFrom} />
        </Form.Item>
      </div>
      <div className={s.two}>
        <Form.Item
          name="source"
          label={words.source}
          rules={[{ required: true, whitespace: true, message: words.missing }]}
        >
          <Input maxLength={300} placeholder={words.sourceHint} />
        </Form.Item>
        <Form.Item name="confidence" label={words.confidence} rules={[{ required: true, message: words.missing }]}>
          <Select
            options={CONFIDENCES.map((code) => ({
              value: code,
              label: t.parameters.confidences[code],
              title: t.parameters.confidenceWhy[code],
            }))}
          />
        </Form.Item>
      </div>
      <Form.Item name="note" label={words.note}>
        <Input.TextArea autoSize={{ minRows: 1, maxRows: 4 }} maxLength={500} />
      </Form.Item>
      <p className={s.summary} aria-live="polite">
        {unchanged
          ? words.same
          : words.summary(
              validFrom,
              name,
              valueText(before, definition.unit, t.parameters),
              valueText(value, definition.unit, t.parameters),
            )}{' '}
        <span className={s.quiet}>{words.effect}</span>
      </p>
      {set.error && <ErrorPanel compact error={set.error} />}
      <div className={s.acts}>
        <Button onClick={onDone}>{t.act.cancel}</Button>
        <Button type="primary" htmlType="submit" loading={set.isPending}>
          {words.save}
        </Button>
      </div>
    </Form>
  );
}

/** A line under the national floor is not refused, it is said. */
function FloorWarning({ value, of }: { value: Value; of: string }) {
  const t = useT();
  const { data: parameters } = useQuery(parametersQuery());
  if (of !== 'monitoringLine' || !isLine(value)) return null;
  const floor = parameters?.find(({ definition }) => definition.name === 'nationalFloor');
  const least = floor?.current?.value;
  const yearly = yearlyLine(value);
  if (typeof least !== 'number' || yearly === null || yearly >= least) return null;
  return (
    <p className={s.warning} role="alert">
      {t.parameters.form.belowFloor(valueText(least, floor?.definition.unit ?? '', t.parameters))}
    </p>
  );
}

function Elsewhere({ parameter, onTake }: { parameter: Parameter; onTake: (value: PublishedValue) => void }) {
  const t = useT();
  const words = t.parameters.line;
  const [taken, setTaken] = useState<PublishedValue | null>(null);
  return (
    <section className={s.elsewhere} aria-label={words.elsewhere}>
      <h4>
        {words.elsewhere} <span className={s.quiet}>{words.elsewhereHint}</span>
      </h4>
      <ul>
        {parameter.elsewhere.map((published) => (
          <li key={`${published.region} ${published.validFrom}`}>
            <span>
              <strong>{valueText(published.value as Value, parameter.definition.unit, t.parameters)}</strong>
              <span className={s.quiet}>
                {published.source} · {t.parameters.confidences[published.confidence]}
              </span>
            </span>
            <Button
              size="small"
              aria-label={words.adoptOf(published.source)}
              onClick={() => {
                setTaken(published);
                onTake(published);
              }}
            >
              {taken === published ? words.adopted : words.adopt}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
