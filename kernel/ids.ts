// Ids of rows: UUIDv7 (RFC 9562), which sort by the millisecond they were made in. Time comes from the caller's clock.
import { v7, validate, version } from 'uuid';
import { ok, type Result, refuse } from './result.ts';

declare const kind: unique symbol;

/** A UUIDv7 in lower case. */
export type Id = string & { readonly [kind]: 'id' };

const LATEST = 2 ** 48 - 1;

/**
 * The id for an instant (milliseconds since 1970 UTC) and 16 random bytes; the same two always give the same id.
 * An instant that 48 bits can't hold, or other than 16 bytes, is a bug and throws.
 */
export function idFrom(milliseconds: number, random: Uint8Array): Id {
  if (!Number.isInteger(milliseconds) || milliseconds < 0 || milliseconds > LATEST || random.length !== 16) {
    throw new RangeError('an id needs a whole instant in milliseconds and 16 random bytes');
  }
  return v7({ msecs: milliseconds, random }) as Id;
}

/** A new id at `now` (milliseconds since 1970 UTC). Ids of the same millisecond are in no particular order. */
export function newId(now: number): Id {
  return idFrom(now, globalThis.crypto.getRandomValues(new Uint8Array(16)));
}

export function isId(text: string): text is Id {
  return validate(text) && version(text) === 7 && text === text.toLowerCase();
}

/** An id from a request, upper case allowed. Refuses `not_an_id`, for other versions of UUID too. */
export function parseId(text: string): Result<Id, 'not_an_id'> {
  const id = text.trim().toLowerCase();
  return isId(id) ? ok(id) : refuse('not_an_id');
}

/** The millisecond an id was made in. */
export function idInstant(id: Id): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
}
