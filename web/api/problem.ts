// What can go wrong between page and server, as one typed error. The server answers RFC 9457 problem details in
// the user's language; what never reached the server gets a code of its own.

/** One field that the server refused. `path` is the dotted name in the request body. */
export interface FieldProblem {
  readonly path: string;
  readonly message: string;
}

interface Problem {
  readonly code: string;
  /** HTTP status; 0 when the server was not reached. */
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  /** What to tell the administrator; null when the server was not reached. */
  readonly reference: string | null;
  readonly errors: readonly FieldProblem[];
}

export class ProblemError extends Error implements Problem {
  readonly code: string;
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly reference: string | null;
  readonly errors: readonly FieldProblem[];

  constructor(problem: Problem, options?: ErrorOptions) {
    super(problem.detail || problem.title || problem.code, options);
    this.name = 'ProblemError';
    this.code = problem.code;
    this.status = problem.status;
    this.title = problem.title;
    this.detail = problem.detail;
    this.reference = problem.reference;
    this.errors = problem.errors;
  }
}

/** The server was not reached (no network, server down). */
export function unreachable(cause: unknown): ProblemError {
  return new ProblemError(
    { code: 'network', status: 0, title: '', detail: '', reference: null, errors: [] },
    { cause },
  );
}

/** Reads a refused answer. An answer that is no problem document still gives code, status and reference. */
export function readProblem(status: number, reference: string | null, body: unknown): ProblemError {
  const fields = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  const text = (name: string) => (typeof fields[name] === 'string' ? fields[name] : '');
  const errors = Array.isArray(fields.errors) ? fields.errors.flatMap(fieldProblem) : [];
  return new ProblemError({
    code: text('code') || `http_${status}`,
    status,
    title: text('title'),
    detail: text('detail') || text('message'),
    reference: reference ?? (text('reference') || text('instance') || null),
    errors,
  });
}

function fieldProblem(entry: unknown): FieldProblem[] {
  if (typeof entry !== 'object' || entry === null) return [];
  const { path, field, message, detail } = entry as Record<string, unknown>;
  const where = Array.isArray(path) ? path.join('.') : (path ?? field ?? '');
  return [{ path: String(where), message: String(message ?? detail ?? '') }];
}
