// A household's record in plain sentences, and where each part of it came from.
import { day, yuan } from '../format.ts';
import { type PhoneMessages, usePhoneT } from '../messages/index.tsx';
import s from './FamilyPage.module.css';
import type { Household } from './queries.ts';
import { sourceName } from './story.ts';

type Words = PhoneMessages['phone']['family'];
type Code = (code: string) => string;
type Ref = Household['from'];

/** A registry code in the reader's language. */
export function useCode(): Code {
  const t = usePhoneT();
  return (code) => t.codes[code] ?? code;
}

const HEALTHY = '健康';
const NO_RECORD = '无';

/** Sex, birth, school, health, work, insurance: what is recorded of a member, in one line. */
export function aboutMember(
  member: Household['members'][number],
  { family: words, join, pair }: PhoneMessages['phone'],
  code: Code,
): string {
  const { sex, birth, student, education, health, disabilityGrade, labour, workRegion, workMonths, insured } = member;
  const ill = health.filter((one) => one !== HEALTHY);
  const grade = disabilityGrade === null ? '' : ` ${words.grade(disabilityGrade)}`;
  return [
    code(sex),
    words.born(birth),
    student === null ? education && pair(words.school, code(education)) : pair(words.student, code(student)),
    ill.length === 0 ? code(HEALTHY) : pair(words.health, ill.map(code).join(join) + grade),
    code(labour),
    workRegion !== null && workMonths > 0 && words.away(code(workRegion), workMonths),
    insured !== null && (insured ? words.insured : words.uninsured),
  ]
    .filter((part) => typeof part === 'string' && part !== '')
    .join(' · ');
}

const isSome = (amountFen: number) => amountFen !== 0;

/** Where a year's income came from and what it cost, one sentence each; what is nought is left out. */
export function incomeSentences(year: Household['incomes'][number], words: Words): string[] {
  const parts: readonly [number, (amount: string) => string][] = [
    [year.wageFen, words.wage],
    [year.businessFen, words.business],
    [year.propertyFen, words.property],
    [year.transferFen, words.transfer],
    [year.expenseFen, words.expense],
  ];
  return [
    ...parts.filter(([amount]) => isSome(amount)).map(([amount, say]) => say(yuan(amount))),
    ...year.items
      .filter(({ amountFen }) => isSome(amountFen))
      .map((item) => words.including(item.name, yuan(item.amountFen))),
  ];
}

const someLand = (mu: string) => Number(mu) > 0;

/** Standing, land, house, water, phone and account. */
export function aboutPlace(household: Household, words: Words, code: Code): string[] {
  const { category, relief, teaMu, farmMu, forestMu, housing, safeWater, shop, phone, bank, account, conduct } =
    household;
  return [
    category !== null && words.category(code(category)),
    relief !== NO_RECORD && words.relief(code(relief)),
    someLand(teaMu) && words.tea(teaMu),
    someLand(farmMu) && words.farm(farmMu),
    someLand(forestMu) && words.forest(forestMu),
    housing !== null && words.housing(code(housing)),
    safeWater !== null && words.water(safeWater),
    shop && words.shop,
    phone !== null && words.phone(phone),
    account !== null && words.bank(bank ?? '', account),
    conduct !== NO_RECORD && words.conduct(code(conduct)),
  ].filter((sentence) => typeof sentence === 'string');
}

export function eventSentence(event: Household['events'][number], words: Words, code: Code): string {
  const amount = yuan(event.amountFen);
  switch (event.kind) {
    case 'settlement':
      return words.settlement(code(event.what), amount);
    case 'tuition':
      return words.tuition(event.what, amount);
    case 'unemployment':
      return words.unemployment(event.number ?? 0);
    case 'disability':
      return words.disability(event.number ?? 0);
    case 'disaster':
      return words.disaster(event.what, amount);
    case 'relief':
      return words.reliefEvent(code(event.what), event.amountFen === null ? null : amount);
    default:
      return event.kind satisfies never;
  }
}

/** Where some rows came from: each source once, with its first row there, the day and the person who entered it. */
export function SourceLine({ household, refs }: { household: Household; refs: readonly Ref[] }) {
  const t = usePhoneT();
  const words = t.phone.family;
  const first = new Map<string, number>();
  for (const { source, row } of refs) if (!first.has(source)) first.set(source, row);
  return (
    <small>
      {[...first].map(([id, row]) => {
        const source = household.sources.find((known) => known.id === id);
        if (source === undefined) return null;
        const where = words.sourceRow(sourceName(source.name), row);
        return (
          <span key={id} className={s.source}>
            {words.source(where, day(source.recordedAt), source.recordedByName)}
          </span>
        );
      })}
    </small>
  );
}
