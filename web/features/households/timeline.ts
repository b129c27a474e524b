// Everything that happened to a household, from all who know of it, in one order: the registry's versions, dated events,
// consents, courses, clues, admission, financing. Pure: words are given by the page.
import type { Messages } from '../../messages/index.tsx';
import type { History as Admission } from '../admission/queries.ts';
import type { Clue } from '../monitoring/queries.ts';
import type { Change, History, Household, HouseholdEvent, Source } from './queries.ts';

export type EntryKind = 'registry' | 'event' | 'clue' | 'decision' | 'plan' | 'consent';

export interface FieldChange {
  readonly label: string;
  readonly before: string | null;
  readonly after: string | null;
  /** A protected field: it was replaced, its contents aren't told. */
  readonly hidden: boolean;
}

export interface Entry {
  readonly key: string;
  /** Business day, `2026-03-04`: when it happened or from when it holds. */
  readonly day: string;
  /** When exactly, where that is known: orders entries of one kind on one day. */
  readonly at?: string;
  readonly kind: EntryKind;
  readonly title: string;
  readonly note?: string;
  readonly changes?: readonly FieldChange[];
  /** File, visit, screening or person by name. */
  readonly source: string;
  readonly row?: number;
  /** The tab of the household's page that tells more. */
  readonly tab?: string;
}

export interface Plan {
  readonly id: string;
  readonly state: 'draft' | 'agreed' | 'closed';
  readonly openedAt: string;
  readonly openedBy: string;
  readonly agreedAt: string | null;
  readonly agreedBy: string | null;
  readonly closedAt: string | null;
  readonly closedBy: string | null;
}

export interface TimelineInput {
  readonly household: Household;
  readonly history: History;
  readonly clues: readonly Clue[];
  readonly admission: Admission | null;
  readonly plans: readonly Plan[];
}

export interface TimelineWords {
  readonly t: Messages;
  readonly code: (code: string | null | undefined) => string;
  readonly yuan: (fen: number | null) => string;
  readonly day: (instant: string) => string;
}

/** All entries, the newest first; on one day decisions stand above what they rest on, and of one kind the later. */
export function timelineOf(input: TimelineInput, words: TimelineWords): readonly Entry[] {
  const entries = [
    ...registryEntries(input.history, words),
    ...input.household.events.flatMap((event) => eventEntries(event, input.household, words)),
    ...consentEntries(input.household, words),
    ...courseEntries(input.household, words),
    ...input.clues.flatMap((clue) => clueEntries(clue, words)),
    ...(input.admission ? admissionEntries(input.admission, words) : []),
    ...input.plans.flatMap((plan) => planEntries(plan, words)),
  ];
  return entries.toSorted(
    (a, b) =>
      b.day.localeCompare(a.day) ||
      WEIGHT[b.kind] - WEIGHT[a.kind] ||
      (b.at ?? '').localeCompare(a.at ?? '') ||
      a.key.localeCompare(b.key),
  );
}

const WEIGHT: Readonly<Record<EntryKind, number>> = {
  plan: 5,
  decision: 4,
  clue: 3,
  consent: 2,
  event: 1,
  registry: 0,
};

/** The registry's versions. What one file brought on one day about several members reads as one line. */
function registryEntries({ changes, sources }: History, words: TimelineWords): Entry[] {
  const w = words.t.households.timeline;
  // A file is known by its name; a visit or a declaration by who wrote it down.
  const name = (id: string) => {
    const source = sources.find((known) => known.id === id);
    if (source === undefined) return '';
    const written = source.kind === 'visit' || source.kind === 'declaration';
    return written ? `${source.name} · ${source.recordedByName}` : source.name;
  };
  const first = changes.find((change) => change.kind === 'household' && change.what === 'added');
  const withFirst = (change: Change) =>
    first !== undefined &&
    change.what === 'added' &&
    change.source === first.source &&
    change.validFrom === first.validFrom;
  const members = changes.filter((change) => change.kind === 'person' && withFirst(change));
  return changes.flatMap((change, index): Entry[] => {
    const fields = change.fields.map((field) => fieldChange(field, words));
    // A version that differs in nothing that people read (a file imported again) is no event.
    if (change.what === 'changed' && fields.length === 0) return [];
    if (change !== first && withFirst(change)) return [];
    return [
      {
        key: `registry ${index}`,
        day: change.validFrom,
        kind: 'registry',
        title: change === first ? w.joined : registryTitle(change, w),
        ...(change === first && members.length > 0 ? { note: w.joinedMembers(members.length) } : {}),
        ...(fields.length > 0 && change.what !== 'left' ? { changes: fields } : {}),
        source: name(change.source),
        ...(change.row > 0 ? { row: change.row } : {}),
      },
    ];
  });
}

function registryTitle(change: Change, w: Messages['households']['timeline']): string {
  switch (change.kind) {
    case 'household':
      return change.what === 'added' ? w.joined : w.changed;
    case 'income':
      return change.what === 'added' ? w.incomeAdded(change.subject) : w.incomeChanged(change.subject);
    case 'person':
      if (change.what === 'added') return w.memberAdded(change.subject);
      return change.what === 'left' ? w.memberLeft(change.subject) : w.memberChanged(change.subject);
  }
}

function fieldChange(field: Change['fields'][number], { t, code, yuan }: TimelineWords): FieldChange {
  const label = t.households.timeline.fields[field.field] ?? field.field;
  const money = field.field.endsWith('_fen');
  const say = (value: string | null) => {
    if (value === null) return null;
    if (value === 'true') return t.state.yes;
    if (value === 'false') return t.state.no;
    return money ? yuan(Number(value)) : code(value);
  };
  const hidden = (field.before === null && field.after === null) || field.field === 'items';
  return { label, before: hidden ? null : say(field.before), after: hidden ? null : say(field.after), hidden };
}

function eventEntries(event: HouseholdEvent, household: Household, words: TimelineWords): Entry[] {
  const w = words.t.households.timeline.events;
  const source = sourceName(household.sources, event.from.source);
  const who = household.members.find((member) => member.id === event.personId)?.name;
  const entry: Entry = {
    key: `event ${event.id}`,
    day: event.on,
    kind: 'event',
    title: eventTitle(event, words),
    ...(who ? { note: who } : {}),
    source,
    ...(event.from.row > 0 ? { row: event.from.row } : {}),
    tab: 'income',
  };
  if (event.endedOn === null || event.kind !== 'relief') return [entry];
  const ended: Entry = {
    ...entry,
    key: `${entry.key} end`,
    day: event.endedOn,
    title: w.reliefEnded(words.code(event.what)),
  };
  return [entry, ended];
}

/** One dated fact in a short sentence. */
export function eventTitle(event: HouseholdEvent, { t, code, yuan }: TimelineWords): string {
  const w = t.households.timeline.events;
  // The school's `2024-2025 本科一年级`: the stage is a code, the year isn't.
  const what = event.what.split(' ').map(code).join(' ');
  switch (event.kind) {
    case 'settlement':
      return w.settlement(what, yuan(event.amountFen));
    case 'tuition':
      return w.tuition(what, yuan(event.amountFen));
    case 'unemployment':
      return w.unemployment(event.number ?? 0);
    case 'disability':
      return w.disability(event.number ?? 0);
    case 'disaster':
      return w.disaster(what, yuan(event.amountFen));
    case 'relief':
      return event.amountFen === null ? w.reliefPlain(what) : w.relief(what, yuan(event.amountFen));
  }
}

function consentEntries({ consents }: Household, { t, day }: TimelineWords): Entry[] {
  const w = t.households.timeline;
  const whats: Readonly<Record<string, string>> = t.households.consents.whats;
  return consents.flatMap((consent) => {
    const given: Entry = {
      key: `consent ${consent.id}`,
      day: consent.givenOn,
      kind: 'consent',
      title: w.consent(whats[consent.what] ?? consent.what),
      note: t.households.consents.toWhom(consent.recipient, consent.purpose),
      source: consent.recordedByName,
    };
    if (consent.withdrawnAt === null) return [given];
    const title = w.consentWithdrawn(whats[consent.what] ?? consent.what);
    return [given, { ...given, key: `${given.key} end`, day: day(consent.withdrawnAt), title }];
  });
}

function courseEntries({ courses, members }: Household, { t }: TimelineWords): Entry[] {
  const w = t.households;
  const kinds: Readonly<Record<string, string>> = w.courses.kinds;
  return courses.map((course) => ({
    key: `course ${course.id}`,
    day: course.finishedOn,
    kind: 'event',
    title: w.timeline.course(course.course),
    note: members.find((member) => member.id === course.personId)?.name ?? '',
    source: `${w.courses.title} · ${kinds[course.kind] ?? course.kind}`,
  }));
}

function clueEntries(clue: Clue, { t, day }: TimelineWords): Entry[] {
  const causes: Readonly<Record<string, string>> = t.monitoring.causes;
  const rules: Readonly<Record<string, string>> = t.monitoring.rules;
  // "Other" says nothing: the rule that fired does.
  const rule = clue.cause === '其他' ? rules[clue.reasons[0]?.code ?? ''] : undefined;
  const w = t.households.timeline;
  const name = rule ?? causes[clue.cause] ?? clue.cause;
  const found = { kind: 'clue', source: w.clueFrom, tab: 'clues' } as const;
  return [
    { ...found, key: `clue ${clue.id}`, day: day(clue.openedAt), at: clue.openedAt, title: w.clue(name) },
    ...(clue.closedAt === null
      ? []
      : [
          {
            ...found,
            key: `clue ${clue.id} closed`,
            day: day(clue.closedAt),
            at: clue.closedAt,
            title: w.clueClosed(name),
          },
        ]),
  ];
}

function admissionEntries({ decisions, corrections, appeals }: Admission, { t, day }: TimelineWords): Entry[] {
  const w = t.households.timeline;
  const at = (key: string, on: string, title: string, source: string, note = ''): Entry => ({
    key: `admission ${key}`,
    day: day(on),
    at: on,
    kind: 'decision',
    title,
    source,
    tab: 'admission',
    ...(note ? { note } : {}),
  });
  return [
    ...decisions.map((one) =>
      at(one.id, one.decidedAt, w.decided(t.figure1.outcomes[one.outcome]), one.decidedBy, one.reason),
    ),
    ...corrections.flatMap((one) => [
      ...(one.educatedOn ? [at(`${one.id} education`, one.educatedOn, w.educated, one.educatedBy ?? '')] : []),
      ...(one.startsOn && one.until
        ? [at(`${one.id} start`, one.startsOn, w.correctionFrom(one.until), one.supervisor.name)]
        : []),
      ...one.checkIns.map((visit) => at(visit.id, visit.on, w.checkIn(visit.month), visit.byName, visit.note)),
    ]),
    ...appeals.flatMap((one) => [
      at(one.id, one.filedAt, w.appeal, one.filedBy, one.grounds),
      ...(one.answeredAt
        ? [at(`${one.id} answer`, one.answeredAt, w.appealAnswered, one.answeredBy ?? '', one.answer ?? '')]
        : []),
    ]),
  ];
}

function planEntries(plan: Plan, { t, day }: TimelineWords): Entry[] {
  const w = t.households.timeline;
  const at = (step: string, on: string | null, title: string, source: string | null): Entry[] =>
    on === null
      ? []
      : [
          {
            key: `plan ${plan.id} ${step}`,
            day: day(on),
            at: on,
            kind: 'plan',
            title,
            source: source ?? '',
            tab: 'admission',
          },
        ];
  return [
    ...at('draft', plan.openedAt, w.planDraft, plan.openedBy),
    ...at('agreed', plan.agreedAt, w.planAgreed, plan.agreedBy),
    ...at('closed', plan.closedAt, w.planClosed, plan.closedBy),
  ];
}

export function sourceName(sources: readonly Source[], id: string): string {
  return sources.find((source) => source.id === id)?.name ?? '';
}
