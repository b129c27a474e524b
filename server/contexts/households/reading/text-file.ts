// Rows of a CSV file, streamed: UTF-8 with or without its mark, or GBK (decided by the bytes), comma, semicolon or tab.

import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import iconv from 'iconv-lite';
import { type ReadingLimits, UnreadableFile } from './limits.ts';
import type { SheetRow } from './workbook.ts';

export type Encoding = 'utf8' | 'gb18030';

/**
 * The encoding of a file by its content: what is valid UTF-8 from its first byte to its last is UTF-8, the rest is
 * GB18030, of which GBK and GB2312 are parts. Throws UnreadableFile: bad_encoding for what is neither (or no text).
 */
export async function detectEncoding(path: string): Promise<Encoding> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 2 ** 18 }) as AsyncIterable<Buffer>) {
      if (chunk.includes(0)) throw new UnreadableFile('bad_encoding');
      decoder.decode(chunk, { stream: true });
    }
    decoder.decode();
    return 'utf8';
  } catch (error) {
    if (error instanceof UnreadableFile || !(error instanceof TypeError)) throw error;
  }
  return 'gb18030';
}

/** Rows that hold anything, with the line number a spreadsheet would show. Throws UnreadableFile: bad_encoding, bad_csv. */
export async function* csvRows(path: string, encoding: Encoding, limits: ReadingLimits): AsyncGenerator<SheetRow> {
  const delimiter = await detectDelimiter(path, encoding);
  const bytes = createReadStream(path, { highWaterMark: 2 ** 18 });
  const text = Readable.from(decode(bytes, encoding), { objectMode: false, encoding: 'utf8' });
  const parser = text.pipe(
    parse({
      delimiter,
      bom: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      max_record_size: 2 ** 20,
    }),
  );
  text.on('error', (error) => parser.destroy(error));
  let number = 0;
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      number += 1;
      if (number > limits.rows) throw new UnreadableFile('file_too_large', { rows: limits.rows });
      if (record.some((cell) => cell.trim() !== '')) yield { number, cells: record.slice(0, limits.columns) };
    }
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    throw new UnreadableFile('bad_csv', { row: number + 1 }, error);
  } finally {
    bytes.destroy();
    parser.destroy();
  }
}

async function* decode(bytes: AsyncIterable<Buffer>, encoding: Encoding): AsyncGenerator<string> {
  const decoder = iconv.getDecoder(encoding);
  for await (const chunk of bytes) yield checked(decoder.write(chunk));
  yield checked(decoder.end() ?? '');
}

// A replacement character marks bytes that are no text in the encoding found: the file is neither UTF-8 nor GBK.
function checked(text: string): string {
  if (text.includes('\u0000') || text.includes('\ufffd')) throw new UnreadableFile('bad_encoding');
  return text;
}

async function detectDelimiter(path: string, encoding: Encoding): Promise<string> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(65_536), 0, 65_536, 0);
    const head = iconv.decode(buffer.subarray(0, bytesRead), encoding).split(/\r?\n/).slice(0, 10).join('\n');
    const count = (char: string) => head.split(char).length - 1;
    const candidates = [',', '\t', ';'] as const;
    return candidates.reduce<string>((best, char) => (count(char) > count(best) ? char : best), ',');
  } finally {
    await file.close();
  }
}
