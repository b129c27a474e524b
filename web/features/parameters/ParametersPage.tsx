// 参数: every dated figure by group, with its value on a day, first day, source and reliability. A row opens its drawer.
import { useQuery } from '@tanstack/react-query';
import { Input } from 'antd';
import { useId } from 'react';
import { useSearchParams } from 'react-router';
import { useLanguage, useT } from '../../messages/index.tsx';
import { tabsOf } from '../../officials/sections.ts';
import { useSession } from '../../session.tsx';
import { SearchIcon } from '../../ui/icons.tsx';
import { Stack } from '../../ui/Layout.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Empty, Loaded } from '../../ui/states.tsx';
import { ConfidenceTag } from './ConfidenceTag.tsx';
import { ParameterDrawer } from './ParameterDrawer.tsx';
import s from './ParametersPage.module.css';
import { type Definition, type Parameter, parametersQuery } from './queries.ts';
import { type Value, valueLines } from './value.ts';

const GROUPS: readonly Definition['group'][] = ['monitoring', 'credit', 'insurance', 'commerce', 'measurement'];

function matches({ definition, current }: Parameter, text: string): boolean {
  const words = `${definition.zh} ${definition.en} ${definition.name} ${current?.source ?? ''}`.toLowerCase();
  return words.includes(text.trim().toLowerCase());
}

export function Component() {
  const t = useT();
  const words = t.parameters;
  const me = useSession();
  const [params, setParams] = useSearchParams();
  const dayField = useId();
  const on = params.get('on') ?? '';
  const text = params.get('q') ?? '';
  const query = useQuery(parametersQuery(on || undefined));
  const change = (name: string, value: string | null, replace = true) =>
    setParams(
      (now) => {
        const next = new URLSearchParams(now);
        if (value) next.set(name, value);
        else next.delete(name);
        return next;
      },
      { replace, preventScrollReset: true },
    );
  const opened = query.data?.find(({ definition }) => definition.name === params.get('name'));
  return (
    <>
      <PageHeader title={words.title} lead={words.lead} tabs={tabsOf('settings', me.role, t)} />
      <div className={`${s.tools} no-print`}>
        <Input
          className={s.search ?? ''}
          allowClear
          prefix={<SearchIcon size={16} />}
          placeholder={words.search}
          aria-label={words.search}
          value={text}
          onChange={(event) => change('q', event.target.value)}
        />
        <label className={s.on} htmlFor={dayField}>
          {words.on}
        </label>
        <Input
          id={dayField}
          type="date"
          className={s.day ?? ''}
          value={on || me.businessDate}
          onChange={(event) => change('on', event.target.value)}
        />
      </div>
      <Loaded query={query} lines={12}>
        {(parameters) => {
          const shown = parameters.filter((parameter) => matches(parameter, text));
          if (shown.length === 0) return <Empty title={words.none} hint={words.noneHint} />;
          return (
            <Stack>
              {GROUPS.map((group) => (
                <Group
                  key={group}
                  title={words.groups[group]}
                  parameters={shown.filter(({ definition }) => definition.group === group)}
                  onOpen={(name) => change('name', name, false)}
                />
              ))}
            </Stack>
          );
        }}
      </Loaded>
      {opened && (
        <ParameterDrawer
          key={opened.definition.name}
          parameter={opened}
          on={on || me.businessDate}
          onClose={() => change('name', null)}
        />
      )}
    </>
  );
}

function Group(props: { title: string; parameters: readonly Parameter[]; onOpen: (name: string) => void }) {
  const t = useT();
  const words = t.parameters;
  const language = useLanguage();
  if (props.parameters.length === 0) return null;
  return (
    <section className={s.group} aria-label={props.title}>
      <h2>
        {props.title} <small>{words.count(props.parameters.length)}</small>
      </h2>
      <table className={s.table}>
        <thead>
          <tr>
            <th scope="col">{words.name}</th>
            <th scope="col">{words.value}</th>
            <th scope="col">{words.from}</th>
            <th scope="col">{words.source}</th>
            <th scope="col">{words.confidence}</th>
          </tr>
        </thead>
        <tbody>
          {props.parameters.map(({ definition, current }) => (
            <tr key={definition.name}>
              <th scope="row">
                <button type="button" className={s.open} onClick={() => props.onOpen(definition.name)}>
                  {definition[language]}
                </button>
                {definition.waits && <small className={s.waits}>{words.waits}</small>}
              </th>
              <td className={s.value}>
                {current === null ? (
                  <span className={s.quiet}>{words.noValue}</span>
                ) : (
                  valueLines(current.value as Value, definition.unit, words).map((line) => (
                    <span key={line}>{line}</span>
                  ))
                )}
              </td>
              <td className={s.date}>{current?.validFrom ?? '—'}</td>
              <td className={s.source}>{current?.source ?? definition.source}</td>
              <td>
                <ConfidenceTag code={current?.confidence ?? definition.confidence} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
