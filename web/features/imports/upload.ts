// Sends chosen files, telling how much has gone. XMLHttpRequest, because fetch tells nothing of an upload's progress.
import { type ProblemError, readProblem, unreachable } from '../../api/problem.ts';
import { settingsNow } from '../../settings.ts';
import type { Part } from './guess.ts';

interface Sent {
  /** The batch that the files are read into. */
  readonly id: string;
}

export interface Upload {
  readonly done: Promise<Sent>;
  readonly cancel: () => void;
}

/** Thrown by a cancelled upload: not an error to show. */
export class UploadCancelled extends Error {}

/** Rejects with ProblemError (what the server refused, or `network`) or UploadCancelled. `asOf` is YYYY-MM-DD. */
export function sendFiles(
  files: readonly { readonly file: File; readonly part: Part }[],
  asOf: string | null,
  report: (sent: number, total: number) => void,
): Upload {
  const form = new FormData();
  // Fields go before files: the server reads the parts in order.
  if (asOf !== null) form.append('asOf', asOf);
  for (const { file, part } of files) form.append(part, file, file.name);
  const request = new XMLHttpRequest();
  const done = new Promise<Sent>((resolve, reject) => {
    request.open('POST', '/api/v1/household-imports');
    request.setRequestHeader('Accept-Language', settingsNow().language === 'zh' ? 'zh-CN' : 'en');
    request.responseType = 'json';
    request.upload.onprogress = (event) => report(event.loaded, event.total);
    request.onabort = () => reject(new UploadCancelled());
    request.onerror = () => reject(unreachable(new Error('upload failed')));
    request.onload = () => {
      const body = request.response as { id?: unknown } | null;
      if (request.status < 300 && typeof body?.id === 'string') resolve({ id: body.id });
      else reject(refused(request, body));
    };
    request.send(form);
  });
  return { done, cancel: () => request.abort() };
}

function refused(request: XMLHttpRequest, body: unknown): ProblemError {
  return readProblem(request.status, request.getResponseHeader('X-Request-Id'), body);
}
