// Who may do what: one matrix of action × role, used by the server's checks, the pages' menus and the
// route test. Where an action concerns a household, the region (or ownership) decides as well.

/** Roles of spec 1, "Who uses it". A person holds one role; a second hat is a second account. */
export const ROLES = [
  'farmer',
  'village_officer',
  'village_accountant',
  'village_committee',
  'station_operator',
  'township_officer',
  'county_officer',
  'lender_officer',
  'insurer',
  'fund_manager',
  'enterprise',
  'buyer',
  'college_teacher',
  'college_student',
  'auditor',
] as const;
export type Role = (typeof ROLES)[number];

/** Region levels that a role's scope must have: digits of the division code (spec 2, "Region scope"). */
export const ROLE_SCOPE_DIGITS: Readonly<Record<Role, 6 | 9 | 12>> = {
  farmer: 12,
  village_officer: 12,
  village_accountant: 12,
  village_committee: 12,
  station_operator: 12,
  township_officer: 9,
  county_officer: 6,
  lender_officer: 6,
  insurer: 6,
  fund_manager: 6,
  enterprise: 6,
  buyer: 6,
  college_teacher: 6,
  college_student: 6,
  auditor: 6,
};

const VILLAGE = ['village_officer', 'village_accountant', 'village_committee'] as const;
const OFFICIALS = [...VILLAGE, 'township_officer', 'county_officer', 'auditor'] as const;
const DECIDERS = ['township_officer', 'county_officer'] as const;

/** Every action of the product. A route names one; a role not listed is refused. */
export const ACTIONS = {
  // Registry
  'household.list': OFFICIALS,
  'household.read': [...OFFICIALS, 'farmer'],
  'household.reveal': ['village_officer', 'township_officer', 'county_officer'],
  'household.export': ['township_officer', 'county_officer', 'auditor'],
  'household.import': ['county_officer'],
  'household.import.read': ['county_officer', 'auditor'],
  'household.consent': ['village_officer', 'county_officer', 'farmer'],
  'household.declare': ['village_officer', 'township_officer', 'county_officer'],
  'household.quality': ['village_officer', 'township_officer', 'county_officer', 'auditor'],
  // Rules, parameters and models
  'rules.read': [...DECIDERS, 'village_officer', 'auditor'],
  'rules.edit': ['county_officer'],
  'parameters.read': [...DECIDERS, 'village_officer', 'auditor', 'lender_officer'],
  'parameters.edit': ['county_officer'],
  'models.read': [...DECIDERS, 'auditor', 'college_teacher'],
  'models.fit': ['county_officer'],
  // Monitoring
  'screening.run': ['county_officer'],
  'screening.read': [...DECIDERS, 'village_officer', 'auditor'],
  'clue.list': [...OFFICIALS],
  'facts.read': [...OFFICIALS],
  // Admission and financing
  'admission.decide': DECIDERS,
  'admission.supervise': ['village_officer', ...DECIDERS],
  'admission.produce': ['county_officer'],
  'admission.list': OFFICIALS,
  'admission.read': [...OFFICIALS, 'farmer'],
  'admission.appeal': ['farmer', 'village_officer'],
  'financing.plan': ['village_officer', 'township_officer', 'county_officer'],
  'financing.read': [...OFFICIALS, 'farmer'],
  // People and oversight
  'users.read': ['county_officer', 'auditor'],
  'users.edit': ['county_officer'],
  'audit.read': ['county_officer', 'auditor'],
  'jobs.read': [...OFFICIALS],
  'places.read': ROLES,
  'me.read': ROLES,
} as const satisfies Record<string, readonly Role[]>;

export type Action = keyof typeof ACTIONS;

export function may(role: Role, action: Action): boolean {
  return (ACTIONS[action] as readonly Role[]).includes(role);
}

/** Roles that look and never change anything (spec 1: auditors are read-only). */
export function isReadOnly(role: Role): boolean {
  return role === 'auditor';
}

/** Roles that see household rows by region; the others see rows by ownership or not at all. */
export function seesByRegion(role: Role): boolean {
  return (OFFICIALS as readonly Role[]).includes(role);
}
