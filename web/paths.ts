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
  specimen: () => '/specimen',
} as const;

/** Farmers' and the public's application, served from /m/. */
export const phonePaths = {
  home: () => '/m/',
  mine: () => '/m/mine',
  signIn: () => '/m/sign-in',
  specimen: () => '/m/specimen',
} as const;

/** Only an address inside this site may be returned to after sign-in; anything else goes to the first page. */
export function safeReturn(from: string | null): string {
  return from && /^\/(?![/\\])/.test(from) ? from : paths.today();
}
