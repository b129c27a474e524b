// Dated things by region: which one holds for a county on a day, and whether a new one may be put beside the others.

/** ISO dates; `validTo` is the first day on which it no longer holds. */
export interface Dated {
  /** Division code prefix; '' for everywhere. */
  readonly region: string;
  readonly validFrom: string;
  readonly validTo: string | null;
}

export function holdsOn(one: Dated, county: string, date: string): boolean {
  return county.startsWith(one.region) && one.validFrom <= date && (one.validTo === null || date < one.validTo);
}

/** The nearest region wins (the county's own before its province's before everybody's), then the latest. */
export function inForce<T extends Dated>(all: readonly T[], county: string, date: string): T | undefined {
  return all
    .filter((one) => holdsOn(one, county, date))
    .toSorted((a, b) => b.region.length - a.region.length || (a.validFrom < b.validFrom ? 1 : -1))[0];
}

export interface Placement<T extends Dated> {
  /** The open-ended value that the new one ends, if there is one. */
  readonly closes: T | undefined;
}

/**
 * Where a new value goes among those of the same name and region: an open-ended earlier value ends where the new one
 * begins; anything else that would share a day with it is an overlap, and undefined is returned.
 */
export function place<T extends Dated>(existing: readonly T[], added: Dated): Placement<T> | undefined {
  const closes = existing.find((one) => one.validTo === null && one.validFrom < added.validFrom);
  const others = existing.filter((one) => one !== closes);
  const overlaps = (one: Dated): boolean =>
    (added.validTo === null || one.validFrom < added.validTo) &&
    (one.validTo === null || added.validFrom < one.validTo);
  return others.some(overlaps) ? undefined : { closes };
}
