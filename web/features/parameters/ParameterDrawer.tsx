// One parameter: its value in force, every value it had or will have, and setting a new one.
import { Tag } from 'antd';
import { useState } from 'react';
import { moment } from '../../format.ts';
import { useLanguage, useT } from '../../messages/index.tsx';
import { useMay, useSession } from '../../session.tsx';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { DetailDrawer } from '../../ui/DetailDrawer.tsx';
import { Facts } from '../../ui/Layout.tsx';
import { ConfidenceTag } from './ConfidenceTag.tsx';
import s from './ParametersPage.module.css';
import type { Parameter, ParameterRow } from './queries.ts';
import { SetParameter } from './SetParameter.tsx';
import { standing, type Value, valueLines } from './value.ts';

export function ParameterDrawer({ parameter, on, onClose }: { parameter: Parameter; on: string; onClose: () => void }) {
  const t = useT();
  const words = t.parameters;
  const language = useLanguage();
  const me = useSession();
  const may = useMay('parameters.edit');
  const [setting, setSetting] = useState(false);
  const { definition, current, history } = parameter;
  const name = definition[language];
  const whyNot = !may ? words.whyNot.role : me.region !== me.county ? words.whyNot.region : null;
  return (
    <DetailDrawer
      open
      width={760}
      title={setting ? words.form.title(name) : name}
      onClose={onClose}
      {...(setting
        ? {}
        : {
            footer: (
              <div className={s.foot}>
                <ActionButton type="primary" whyNot={whyNot} onClick={() => setSetting(true)}>
                  {words.drawer.setNew}
                </ActionButton>
              </div>
            ),
          })}
    >
      {setting ? (
        <SetParameter parameter={parameter} name={name} onDone={() => setSetting(false)} />
      ) : (
        <>
          <p className={s.now}>
            {current === null
              ? words.noValue
              : valueLines(current.value as Value, definition.unit, words).map((line) => (
                  <span key={line}>{line}</span>
                ))}
          </p>
          <Facts
            items={[
              { label: words.from, value: current?.validFrom ?? '—' },
              { label: words.place, value: current ? <PlaceOf row={current} /> : '—' },
              { label: words.confidence, value: <ConfidenceTag code={current?.confidence ?? definition.confidence} /> },
              { label: words.source, value: current?.source ?? definition.source },
            ]}
          />
          {definition.rule && <p className={s.quiet}>{words.usedByRules}</p>}
          {definition.waits && <p className={s.quiet}>{words.waitsWhy}</p>}
          <h3 className={s.section}>{words.drawer.history}</h3>
          <ol className={s.history}>
            {history.toReversed().map((row) => {
              const state = standing(row, current, on);
              return (
                <li key={`${row.region} ${row.validFrom}`} className={state === 'current' ? s.held : undefined}>
                  <p className={s.span}>
                    {row.validFrom} – {row.validTo ?? words.openEnd}
                    <Tag {...(state === 'current' ? { color: 'success' } : {})}>{words.drawer[state]}</Tag>
                  </p>
                  <p className={s.heldValue}>
                    {valueLines(row.value as Value, definition.unit, words).map((line) => (
                      <span key={line}>{line}</span>
                    ))}
                  </p>
                  <p className={s.quiet}>
                    <PlaceOf row={row} /> · {row.source} · {words.confidences[row.confidence]}
                  </p>
                  {row.note && <p className={s.quiet}>{row.note}</p>}
                  <p className={s.quiet}>
                    {row.region === me.county && row.recordedBy
                      ? words.drawer.by(row.recordedBy, moment(row.recordedAt))
                      : words.drawer.shipped}
                  </p>
                </li>
              );
            })}
          </ol>
        </>
      )}
    </DetailDrawer>
  );
}

function PlaceOf({ row }: { row: ParameterRow }) {
  const t = useT();
  const { county } = useSession();
  const { places } = t.parameters;
  if (row.region === '') return places.everywhere;
  return row.region === county ? places.own : places.above;
}
