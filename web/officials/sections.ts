// The rail by work (spec 9): ten drawers, each open only to roles that may do something behind it. A drawer without
// a page is not shown; a feature that lands adds its pages here and their routes in routes.tsx.
import { type Action, may, type Role } from '../../kernel/permissions.ts';
import type { Messages } from '../messages/index.tsx';
import { paths } from '../paths.ts';

export type SectionKey = keyof Messages['shell']['sections'];

export interface SectionPage {
  readonly to: string;
  readonly label: (t: Messages) => string;
  /** Who may open it; absent: everybody signed in. */
  readonly action?: Action;
  /** Pages below it share its tab. */
  readonly end?: boolean;
}

export interface Section {
  readonly key: SectionKey;
  readonly pages: readonly SectionPage[];
}

export const SECTIONS: readonly Section[] = [
  { key: 'today', pages: [{ to: paths.today(), label: (t) => t.shell.sections.today, end: true }] },
  {
    key: 'households',
    pages: [
      { to: paths.households(), label: (t) => t.households.list.tab, action: 'household.list' },
      { to: paths.imports(), label: (t) => t.imports.title, action: 'household.import.read' },
      { to: paths.householdQuality(), label: (t) => t.households.quality.tab, action: 'household.quality' },
    ],
  },
  {
    key: 'monitoring',
    pages: [
      { to: paths.clues(), label: (t) => t.monitoring.clues.title, action: 'clue.list' },
      { to: paths.screenings(), label: (t) => t.monitoring.screening.title, action: 'screening.read' },
      { to: paths.models(), label: (t) => t.models.title, action: 'models.read' },
      { to: paths.monitoringRules(), label: (t) => t.rules.title, action: 'rules.read' },
    ],
  },
  {
    key: 'finance',
    pages: [
      { to: paths.admissions(), label: (t) => t.admission.list.tab, action: 'admission.read', end: true },
      { to: paths.enterprises(), label: (t) => t.admission.enterprises.tab, action: 'admission.read' },
      { to: paths.produce(), label: (t) => t.admission.produce.tab, action: 'admission.list' },
      { to: paths.products(), label: (t) => t.financing.products.tab, action: 'financing.read' },
    ],
  },
  { key: 'loans', pages: [] },
  { key: 'funds', pages: [] },
  { key: 'commerce', pages: [] },
  { key: 'supervision', pages: [] },
  { key: 'reports', pages: [] },
  {
    key: 'settings',
    pages: [
      { to: paths.parameters(), label: (t) => t.parameters.title, action: 'parameters.read' },
      { to: paths.rules(), label: (t) => t.rules.title, action: 'rules.read' },
      { to: paths.accounts(), label: (t) => t.accounts.title, action: 'users.read' },
      { to: paths.audit(), label: (t) => t.audit.title, action: 'audit.read' },
      { to: paths.jobs(), label: (t) => t.jobs.title, action: 'jobs.read' },
    ],
  },
];

/** The drawers that `role` may open, each with the pages that it may see. */
export function sectionsFor(role: Role, sections: readonly Section[] = SECTIONS): readonly Section[] {
  return sections
    .map((section) => ({
      ...section,
      pages: section.pages.filter((page) => page.action === undefined || may(role, page.action)),
    }))
    .filter((section) => section.pages.length > 0);
}

/** The drawer that an address lies in: the one whose page is its longest beginning. */
export function sectionOf(pathname: string, sections: readonly Section[]): SectionKey | null {
  let found: { key: SectionKey; length: number } | null = null;
  for (const section of sections) {
    for (const { to, end } of section.pages) {
      const inside = pathname === to || (!end && pathname.startsWith(to === '/' ? '/' : `${to}/`));
      if (inside && to.length > (found?.length ?? -1)) found = { key: section.key, length: to.length };
    }
  }
  return found?.key ?? null;
}

/** The section's pages as tabs for PageHeader; nothing when it has only one. */
export function tabsOf(key: SectionKey, role: Role, t: Messages): { to: string; label: string; end?: boolean }[] {
  const pages = sectionsFor(role).find((section) => section.key === key)?.pages ?? [];
  return pages.length < 2 ? [] : pages.map(({ to, label, end }) => ({ to, label: label(t), end: end ?? false }));
}
