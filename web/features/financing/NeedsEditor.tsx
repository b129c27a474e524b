// The needs of a household or of an enterprise, one a block: what for, how much, when, for how long, what shows it.
import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox } from 'antd';
import { type FormEvent, useId } from 'react';
import { newId } from '../../../kernel/ids.ts';
import { useLanguage, useT } from '../../messages/index.tsx';
import { useSession } from '../../session.tsx';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { Fields } from '../../ui/Field.tsx';
import { DateField, SelectField, TextField, WholeNumberField, YuanField } from '../../ui/inputs.tsx';
import { Panel } from '../../ui/Layout.tsx';
import { emptyNeed, MOST_NEEDS, missingInNeeds, type NeedDraft, type NeedsDraft, withPurpose } from './needsForm.ts';
import s from './plan.module.css';
import { type FinancingTerms, financingTermsQuery } from './queries.ts';

export interface NeedsEditorProps {
  /** An enterprise has no savings asked and gets channels, not a plan. */
  readonly of?: 'household' | 'enterprise';
  readonly draft: NeedsDraft;
  readonly onChange: (draft: NeedsDraft) => void;
  readonly onDraw: () => void;
  readonly working: boolean;
  /** A plan was drawn from other needs than these. */
  readonly stale: boolean;
  readonly drawn: boolean;
}

export function NeedsEditor({ of = 'household', draft, onChange, onDraw, working, stale, drawn }: NeedsEditorProps) {
  const t = useT();
  const words = of === 'household' ? t.financing.needs : { ...t.financing.needs, ...t.financing.enterprise.needs };
  const language = useLanguage();
  const { data: terms } = useQuery(financingTermsQuery);
  const missing = missingInNeeds(draft, words.missing);
  const set = (index: number, need: NeedDraft) =>
    onChange({ ...draft, needs: draft.needs.map((old, place) => (place === index ? need : old)) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (missing === null) onDraw();
  };
  return (
    <Panel title={words.title}>
      <form onSubmit={submit}>
        <p className={s.quiet}>
          {words.lead}{' '}
          {terms && words.forbidden(terms.forbidden.map((use) => use[language]).join(language === 'zh' ? '、' : ', '))}
        </p>
        <ol className={s.needs}>
          {draft.needs.map((need, index) => (
            <NeedBlock
              key={need.key}
              number={index + 1}
              need={need}
              terms={terms}
              onChange={(changed) => set(index, changed)}
              {...(draft.needs.length > 1
                ? { onRemove: () => onChange({ ...draft, needs: draft.needs.filter((_, place) => place !== index) }) }
                : {})}
            />
          ))}
        </ol>
        {of === 'household' && (
          <div className={s.savings}>
            <YuanField
              label={words.savings}
              hint={words.savingsHint}
              value={draft.savingsYuan}
              onChange={(savingsYuan) => onChange({ ...draft, savingsYuan })}
            />
          </div>
        )}
        {stale && (
          <p className={s.stale} role="status">
            {words.changed}
          </p>
        )}
        <div className={s.acts}>
          <ActionButton
            type={drawn && !stale ? 'default' : 'primary'}
            htmlType="submit"
            loading={working}
            whyNot={missing}
          >
            {drawn ? words.redraw : words.draw}
          </ActionButton>
          <ActionButton
            whyNot={draft.needs.length >= MOST_NEEDS ? words.whyNotMore : null}
            onClick={() => onChange({ ...draft, needs: [...draft.needs, emptyNeed(newId(Date.now()))] })}
          >
            {words.add}
          </ActionButton>
        </div>
      </form>
    </Panel>
  );
}

interface NeedBlockProps {
  readonly number: number;
  readonly need: NeedDraft;
  readonly terms: FinancingTerms | undefined;
  readonly onChange: (need: NeedDraft) => void;
  readonly onRemove?: () => void;
}

function NeedBlock({ number, need, terms, onChange, onRemove }: NeedBlockProps) {
  const t = useT();
  const words = t.financing.needs;
  const { businessDate } = useSession();
  const heading = useId();
  const kind = terms?.purposes.find(({ code }) => code === need.purpose)?.kind;
  return (
    <li aria-labelledby={heading}>
      <div className={s.needHead}>
        <h3 id={heading}>{words.one(number)}</h3>
        {onRemove && (
          <Button type="link" size="small" onClick={onRemove}>
            {words.remove}
          </Button>
        )}
      </div>
      <Fields>
        <PurposeField need={need} terms={terms} onChange={onChange} />
        <YuanField
          label={words.amount}
          required
          hint={words.amountHint}
          value={need.amountYuan}
          onChange={(amountYuan) => onChange({ ...need, amountYuan })}
        />
        <DateField
          label={words.neededOn}
          required
          min={businessDate}
          value={need.neededOn}
          onChange={(text) => onChange({ ...need, neededOn: text })}
        />
        <WholeNumberField
          label={words.months}
          required
          hint={words.monthsHint}
          value={need.monthsOccupied}
          onChange={(monthsOccupied) => onChange({ ...need, monthsOccupied })}
        />
        <TextField
          label={words.evidence}
          required
          wide
          hint={words.evidenceHint}
          maxLength={2000}
          value={need.evidence}
          onChange={(text) => onChange({ ...need, evidence: text })}
        />
        {need.orderBacked && (
          <YuanField
            label={words.orderYuan}
            hint={words.orderHint}
            value={need.orderYuan}
            onChange={(orderYuan) => onChange({ ...need, orderYuan })}
          />
        )}
      </Fields>
      {kind !== 'risk' && (
        <div className={s.ticks}>
          <Checkbox
            checked={need.orderBacked}
            onChange={(event) => onChange({ ...need, orderBacked: event.target.checked })}
          >
            {words.orderBacked}
          </Checkbox>
          <Checkbox checked={need.presale} onChange={(event) => onChange({ ...need, presale: event.target.checked })}>
            {words.presale}
          </Checkbox>
        </div>
      )}
    </li>
  );
}

function PurposeField({ need, terms, onChange }: Pick<NeedBlockProps, 'need' | 'terms' | 'onChange'>) {
  const t = useT();
  const words = t.financing.needs;
  const language = useLanguage();
  const purposes = terms?.purposes ?? [];
  const kinds = [...new Set(purposes.map(({ kind }) => kind))];
  return (
    <SelectField
      label={words.purpose}
      required
      value={need.purpose}
      placeholder={words.purposeHint}
      options={kinds.map((kind) => ({
        label: words.kinds[kind] ?? kind,
        title: words.kinds[kind] ?? kind,
        options: purposes
          .filter((purpose) => purpose.kind === kind)
          .map((purpose) => ({ value: purpose.code, label: purpose[language] })),
      }))}
      onChange={(purpose) => onChange(withPurpose(need, purpose, purposes.find(({ code }) => code === purpose)?.kind))}
    />
  );
}
