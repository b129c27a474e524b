// Outcomes: a value or a named refusal. Exceptions are for bugs only.

/** A named, expected "no". `code` is snake_case and stable; `detail` fills the message's placeholders. */
export interface Refusal<Code extends string = string> {
  readonly code: Code;
  readonly detail?: Readonly<Record<string, string | number>>;
}

export type Result<T, Code extends string = string> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: Refusal<Code> };

export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function refuse<Code extends string>(
  code: Code,
  detail?: Readonly<Record<string, string | number>>,
): { readonly ok: false; readonly refusal: Refusal<Code> } {
  return { ok: false, refusal: detail === undefined ? { code } : { code, detail } };
}
