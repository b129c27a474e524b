// The parts of a zip file by its central directory, inflated under limits. Declared sizes are checked first and
// actual bytes are counted while inflating, because a bomb lies about its size.

import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { createInflateRaw } from 'node:zlib';
import { type ReadingLimits, UnreadableFile } from './limits.ts';

interface Part {
  readonly name: string;
  readonly method: number;
  readonly compressedBytes: number;
  readonly inflatedBytes: number;
  readonly headerAt: number;
}

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const STORED = 0;
const DEFLATED = 8;

/** The parts of one zip file; `read` streams a part's bytes. */
export class ZipFile {
  readonly #path: string;
  readonly #limits: ReadingLimits;
  readonly #parts: ReadonlyMap<string, Part>;
  readonly #fileBytes: number;

  private constructor(path: string, limits: ReadingLimits, parts: ReadonlyMap<string, Part>, fileBytes: number) {
    this.#path = path;
    this.#limits = limits;
    this.#parts = parts;
    this.#fileBytes = fileBytes;
  }

  /** Throws UnreadableFile: not_a_workbook, zip_bomb. */
  static async open(path: string, limits: ReadingLimits): Promise<ZipFile> {
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      const parts = await readDirectory(file, size, limits);
      checkDeclared(parts, limits);
      return new ZipFile(path, limits, new Map(parts.map((part) => [part.name, part])), size);
    } finally {
      await file.close();
    }
  }

  has(name: string): boolean {
    return this.#parts.has(name);
  }

  inflatedBytes(name: string): number {
    return this.#parts.get(name)?.inflatedBytes ?? 0;
  }

  /** The bytes of a part. Throws UnreadableFile: not_a_workbook (missing or damaged), zip_bomb. */
  async *read(name: string): AsyncGenerator<Buffer> {
    const part = this.#parts.get(name);
    if (part === undefined) throw new UnreadableFile('not_a_workbook', { part: name });
    const from = await this.#dataAt(part);
    if (part.compressedBytes === 0) return;
    const raw = createReadStream(this.#path, {
      start: from,
      end: from + part.compressedBytes - 1,
      highWaterMark: 2 ** 18,
    });
    const stream = part.method === STORED ? raw : raw.pipe(createInflateRaw({ chunkSize: 2 ** 18 }));
    raw.on('error', (error) => stream.destroy(error));
    let bytes = 0;
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        bytes += chunk.length;
        if (bytes > part.inflatedBytes + 1024) throw new UnreadableFile('zip_bomb', { part: name });
        yield chunk;
      }
    } catch (error) {
      if (error instanceof UnreadableFile) throw error;
      throw new UnreadableFile('not_a_workbook', { part: name }, error);
    } finally {
      raw.destroy();
      stream.destroy();
    }
  }

  /** A small part as text (workbook.xml and the like). */
  async text(name: string, maxBytes = 8 * 2 ** 20): Promise<string> {
    const chunks: Buffer[] = [];
    let bytes = 0;
    for await (const chunk of this.read(name)) {
      bytes += chunk.length;
      if (bytes > Math.min(maxBytes, this.#limits.inflatedBytes)) throw new UnreadableFile('zip_bomb', { part: name });
      chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString('utf8');
  }

  async #dataAt(part: Part): Promise<number> {
    const file = await open(this.#path, 'r');
    try {
      const header = await readAt(file, part.headerAt, 30);
      if (header.readUInt32LE(0) !== LOCAL_HEADER) throw new UnreadableFile('not_a_workbook', { part: part.name });
      const from = part.headerAt + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
      if (from + part.compressedBytes > this.#fileBytes)
        throw new UnreadableFile('not_a_workbook', { part: part.name });
      return from;
    } finally {
      await file.close();
    }
  }
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, position);
  if (bytesRead !== length) throw new UnreadableFile('not_a_workbook');
  return buffer;
}

async function readDirectory(file: FileHandle, size: number, limits: ReadingLimits): Promise<Part[]> {
  if (size < 22) throw new UnreadableFile('not_a_workbook');
  const tail = await readAt(file, Math.max(0, size - 65_557), Math.min(size, 65_557));
  let at = tail.length - 22;
  while (at >= 0 && tail.readUInt32LE(at) !== END_OF_DIRECTORY) at -= 1;
  if (at < 0) throw new UnreadableFile('not_a_workbook');
  const count = tail.readUInt16LE(at + 10);
  const length = tail.readUInt32LE(at + 12);
  const start = tail.readUInt32LE(at + 16);
  // 0xffff and 0xffffffff mark the 64-bit form, which only files beyond every limit need.
  if (count > limits.parts || length > 16 * 2 ** 20) throw new UnreadableFile('zip_bomb', { parts: count });
  if (start + length > size) throw new UnreadableFile('not_a_workbook');
  return parseDirectory(await readAt(file, start, length), count);
}

function parseDirectory(directory: Buffer, count: number): Part[] {
  const parts: Part[] = [];
  let at = 0;
  for (let index = 0; index < count; index++) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== DIRECTORY_ENTRY)
      throw new UnreadableFile('not_a_workbook');
    const nameLength = directory.readUInt16LE(at + 28);
    const encrypted = (directory.readUInt16LE(at + 8) & 1) === 1;
    const method = directory.readUInt16LE(at + 10);
    if (encrypted || (method !== STORED && method !== DEFLATED)) throw new UnreadableFile('not_a_workbook', { method });
    parts.push({
      name: directory
        .toString('utf8', at + 46, at + 46 + nameLength)
        .replace(/\\/g, '/')
        .replace(/^\//, ''),
      method,
      compressedBytes: directory.readUInt32LE(at + 20),
      inflatedBytes: directory.readUInt32LE(at + 24),
      headerAt: directory.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return parts;
}

function checkDeclared(parts: readonly Part[], limits: ReadingLimits): void {
  let total = 0;
  for (const part of parts) {
    total += part.inflatedBytes;
    const ratio = part.inflatedBytes / Math.max(1, part.compressedBytes);
    if (part.inflatedBytes > limits.ratioFromBytes && ratio > limits.ratio)
      throw new UnreadableFile('zip_bomb', { part: part.name });
  }
  if (total > limits.inflatedBytes) throw new UnreadableFile('zip_bomb', { bytes: total });
}
