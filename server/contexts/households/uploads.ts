// Files of a request on their way into a folder, and files of ours on their way out.

import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { InputFile } from './reading/tables.ts';

export interface Upload {
  readonly roster: readonly InputFile[];
  readonly extracts: readonly InputFile[];
  readonly fields: Readonly<Record<string, string>>;
}

/** Streams the request's files into `folder`; the part's name (`roster` or `extracts`) says what a file is. */
export async function receive(request: FastifyRequest, folder: string): Promise<Upload> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const [roster, extracts]: [InputFile[], InputFile[]] = [[], []];
  const fields: Record<string, string> = {};
  for await (const part of request.parts()) {
    if (part.type === 'field') {
      fields[part.fieldname] = String(part.value);
      continue;
    }
    // The sender's name is shown and never used as a path.
    const file = { name: path.basename(part.filename), path: path.join(folder, randomUUID()) };
    await pipeline(part.file, createWriteStream(file.path, { mode: 0o600 }));
    if (part.file.truncated) throw Object.assign(new Error('file too large'), { statusCode: 413 });
    (part.fieldname === 'extracts' ? extracts : roster).push(file);
  }
  return { roster, extracts, fields };
}

export const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Makes a file with `write`, sends it and removes it; a failure before the first byte is the caller's to answer. */
export async function download<T>(
  reply: FastifyReply,
  name: string,
  write: (file: string) => Promise<{ ok: boolean } & T>,
): Promise<{ ok: boolean } & T> {
  const folder = path.join(os.tmpdir(), `xingnong-${randomUUID()}`);
  await mkdir(folder, { mode: 0o700 });
  try {
    const file = path.join(folder, 'out.xlsx');
    const result = await write(file);
    if (!result.ok) return result;
    const { size } = await stat(file);
    reply.hijack();
    reply.raw.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      'content-type': WORKBOOK,
      'content-length': size,
      'cache-control': 'no-store',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    });
    await pipeline(createReadStream(file), reply.raw);
    return result;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
