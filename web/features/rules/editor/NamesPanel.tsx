// What cells may name: the facts of the table's subject with their kind and values, the parameters, and how to write.
import { App, Button, Input } from 'antd';
import { useState } from 'react';
import { useLanguage, useT } from '../../../messages/index.tsx';
import { DetailDrawer } from '../../../ui/DetailDrawer.tsx';
import type { Subject } from '../queries.ts';
import type { TableWords } from '../useWords.ts';
import s from './editor.module.css';

export function NamesPanel({ subject, words }: { subject: Subject; words: TableWords }) {
  const t = useT();
  const lines = t.rules.editor;
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{lines.names}</Button>
      <DetailDrawer open={open} title={lines.names} width={480} onClose={() => setOpen(false)}>
        <Names subject={subject} words={words} />
      </DetailDrawer>
    </>
  );
}

function Names({ subject, words }: { subject: Subject; words: TableWords }) {
  const t = useT();
  const lines = t.rules.editor;
  const language = useLanguage();
  const { message } = App.useApp();
  const [text, setText] = useState('');
  const wanted = text.trim().toLowerCase();
  const copy = (name: string) =>
    navigator.clipboard.writeText(name).then(
      () => message.success(lines.copied(name)),
      () => message.info(name),
    );
  const fields = subject.fields.filter((field) =>
    `${field.name} ${field.zh} ${field.en}`.toLowerCase().includes(wanted),
  );
  const parameters = subject.parameters.filter(({ name }) =>
    `${name} ${words.parameterName(name)}`.toLowerCase().includes(wanted),
  );
  return (
    <div className={s.names}>
      <p className={s.quiet}>{lines.namesHint}</p>
      <Input
        allowClear
        value={text}
        aria-label={lines.namesFind}
        placeholder={lines.namesFind}
        onChange={(event) => setText(event.target.value)}
      />
      <h3>{lines.fields}</h3>
      <ul>
        {fields.map((field) => (
          <li key={field.name}>
            <button type="button" onClick={() => void copy(field.name)}>
              {field[language]} <code>{field.name}</code>
              <span className={s.quiet}>
                {[
                  lines.types[field.type],
                  field.nullable && lines.mayBeAbsent,
                  field.values?.map((one) => `"${one}"`).join(' '),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <h3>{lines.parameters}</h3>
      <ul>
        {parameters.map(({ name }) => (
          <li key={name}>
            <button type="button" onClick={() => void copy(`parameters.${name}`)}>
              {words.parameterName(name)} <code>parameters.{name}</code>
              <span className={s.quiet}>{words.parameterValue(name)}</span>
            </button>
          </li>
        ))}
      </ul>
      <section className={s.help}>
        <h3>{lines.help}</h3>
        <dl>
          {lines.helpLines.map(([code, meaning]) => (
            <div key={code}>
              <dt>
                <code>{code}</code>
              </dt>
              <dd>{meaning}</dd>
            </div>
          ))}
        </dl>
        <p className={s.quiet}>{lines.helpEmpty}</p>
      </section>
    </div>
  );
}
