// The correction form ↔ what is sent: only what was filled in. Pure.
import { CONDUCTS, HOUSING_GRADES } from './listFilter.ts';
import type { Correction } from './queries.ts';

export interface CorrectionForm {
  readonly seenOn: string;
  readonly note: string;
  readonly phone?: string;
  readonly address?: string;
  readonly bank?: string;
  readonly account?: string;
  readonly housing?: string;
  /** `true` or `false`, as the choice has them. */
  readonly safeWater?: string;
  readonly shop?: string;
  readonly conduct?: string;
}

const FIELDS = ['phone', 'address', 'bank', 'account', 'housing', 'safeWater', 'shop', 'conduct'] as const;

/** Whether anything to correct was filled in. */
export function givenFields(form: CorrectionForm): boolean {
  return FIELDS.some((field) => (form[field] ?? '').trim() !== '');
}

/** `version`: the one that the writer has looked at; the server refuses to write over a newer one. */
export function correctionOf(form: CorrectionForm, version: number): Correction {
  const text = (name: 'phone' | 'address' | 'bank' | 'account') => {
    const value = (form[name] ?? '').trim();
    return value ? { [name]: value } : {};
  };
  const housing = HOUSING_GRADES.find((grade) => grade === form.housing);
  const conduct = CONDUCTS.find((known) => known === form.conduct);
  return {
    note: form.note.trim(),
    seenOn: form.seenOn,
    version,
    ...text('phone'),
    ...text('address'),
    ...text('bank'),
    ...text('account'),
    ...(housing ? { housing } : {}),
    ...(form.safeWater ? { safeWater: form.safeWater === 'true' } : {}),
    ...(form.shop ? { shop: form.shop === 'true' } : {}),
    ...(conduct ? { conduct } : {}),
  };
}
