// Every address of the two applications is made here; a page never writes one by hand (routes.tsx is the map).

/** Officials' application, served from /. */
export const paths = {
  today: () => '/',
  signIn: (from?: string) => (from && from !== '/' ? `/sign-in?from=${encodeURIComponent(from)}` : '/sign-in'),
  account: () => '/account',
  households: () => '/households',
  /** `tab` as HouseholdPage names them: `members`, `income`, `clues`, `admission`. */
  household: (id: string, tab?: string) => (tab ? `/households/${id}?tab=${tab}` : `/households/${id}`),
  householdQuality: () => '/household-quality',
  imports: () => '/household-imports',
  newImport: () => '/household-imports/new',
  /** `step` as the wizard names them: `columns`, `preview`. */
  householdImport: (id: string, step?: string) =>
    step ? `/household-imports/${id}?step=${step}` : `/household-imports/${id}`,
  unmatchedExtracts: () => '/household-imports/unmatched',
  /** `name`: the parameter whose drawer is open. */
  parameters: (name?: string) => (name ? `/settings/parameters?name=${name}` : '/settings/parameters'),
  screenings: () => '/screenings',
  screening: (id: string) => `/screenings/${id}`,
  /** Filters as CluesPage names them, and the place. */
  clues: (filter: ClueAddress = {}) => withQuery('/clues', { ...filter }),
  models: () => '/models',
  model: (id: string) => `/models/${id}`,
  /** `attention` as the list of standings names it: `not_decided`, `outcome_differs`, `correction_due`, `appeal_open`. */
  admissions: (filter: { readonly attention?: string; readonly place?: string } = {}) =>
    withQuery('/admission', { ...filter }),
  enterprises: () => '/admission/enterprises',
  produce: () => '/admission/produce',
  products: () => '/admission/products',
  plan: (householdId: string) => `/admission/plans/${householdId}`,
  rules: () => '/settings/rules',
  rule: (name: string) => `/settings/rules/${name}`,
  ruleEdit: (name: string) => `/settings/rules/${name}/edit`,
  accounts: () => '/settings/accounts',
  /** The trail narrowed to one actor (account id) or one subject (`kind:id`). */
  audit: (only: { actor?: string; subject?: string } = {}) => {
    const query = new URLSearchParams(only).toString();
    return query ? `/settings/audit?${query}` : '/settings/audit';
  },
  jobs: () => '/settings/jobs',
  /** The same rules from the monitoring drawer; leads on to them. */
  monitoringRules: () => '/monitoring/rules',
  specimen: () => '/specimen',
} as const;

export interface ClueAddress {
  readonly level?: string;
  readonly cause?: string;
  readonly category?: string;
  readonly rule?: string;
  /** `1`: only those that the newest screening found. */
  readonly fresh?: string;
  readonly place?: string;
}

function withQuery(path: string, query: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`;
}

/** Farmers' and the public's application, served from /m/. */
export const phonePaths = {
  home: () => '/m/',
  why: () => '/m/why',
  todo: () => '/m/todo',
  sell: () => '/m/sell',
  appeal: () => '/m/appeal',
  family: () => '/m/family',
  consents: () => '/m/consents',
  plan: () => '/m/plan',
  mine: () => '/m/mine',
  password: () => '/m/password',
  signIn: () => '/m/sign-in',
  specimen: () => '/m/specimen',
} as const;

/** Only an address inside this site may be returned to after sign-in; anything else goes to the first page. */
export function safeReturn(from: string | null): string {
  return from && /^\/(?![/\\])/.test(from) ? from : paths.today();
}
