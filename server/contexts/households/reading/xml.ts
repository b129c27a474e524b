// A small forward-only reader of the XML inside workbooks: elements, attributes and text, nothing else.
// Document types are refused, so entities cannot be defined and nothing outside the file is ever asked for.

import { StringDecoder } from 'node:string_decoder';
import { UnreadableFile } from './limits.ts';

export interface XmlHandler {
  /** `attributes` is the raw text between the name and the bracket; read one with `attribute`. */
  open(name: string, attributes: string, selfClosing: boolean): void;
  close(name: string): void;
  text(text: string): void;
}

const MAX_TOKEN = 4 * 2 ** 20;

/** Feeds a UTF-8 XML byte stream through `handler`; names come without their prefix. Yields after each chunk. */
export async function* readXml(bytes: AsyncIterable<Buffer>, handler: XmlHandler): AsyncGenerator<void> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  for await (const chunk of bytes) {
    rest = consume(rest + decoder.write(chunk), handler);
    if (rest.length > MAX_TOKEN) throw new UnreadableFile('not_a_workbook', { why: 'xml' });
    yield;
  }
  if (consume(rest + decoder.end(), handler).trim() !== '') throw new UnreadableFile('not_a_workbook', { why: 'xml' });
  yield;
}

/** Handles every whole token of `source` and returns what is left of an unfinished one. */
function consume(source: string, handler: XmlHandler): string {
  let at = 0;
  while (at < source.length) {
    const open = source.indexOf('<', at);
    if (open < 0) return source.slice(at);
    if (open > at) handler.text(decodeEntities(source.slice(at, open)));
    const end = tokenEnd(source, open);
    if (end < 0) return source.slice(open);
    emit(source, open, end, handler);
    at = end;
  }
  return '';
}

/** Index after the token that begins at `open`, or -1 when it is not all there yet. */
function tokenEnd(source: string, open: number): number {
  if (source.startsWith('<!--', open)) return after(source, '-->', open);
  if (source.startsWith('<![CDATA[', open)) return after(source, ']]>', open);
  // An attribute value may hold '>', so quotes are skipped.
  for (let at = open + 1; at < source.length; at++) {
    const char = source.charCodeAt(at);
    if (char === 62) return at + 1;
    if (char === 34 || char === 39) {
      at = source.indexOf(String.fromCharCode(char), at + 1);
      if (at < 0) return -1;
    }
  }
  return -1;
}

function after(source: string, mark: string, from: number): number {
  const at = source.indexOf(mark, from);
  return at < 0 ? -1 : at + mark.length;
}

function emit(source: string, open: number, end: number, handler: XmlHandler): void {
  const second = source.charCodeAt(open + 1);
  if (second === 63) return; // <? … ?>
  if (second === 33) {
    if (source.startsWith('<![CDATA[', open)) handler.text(source.slice(open + 9, end - 3));
    else if (!source.startsWith('<!--', open)) throw new UnreadableFile('not_a_workbook', { why: 'doctype' });
    return;
  }
  if (second === 47) {
    handler.close(local(source.slice(open + 2, end - 1).trim()));
    return;
  }
  const selfClosing = source.charCodeAt(end - 2) === 47;
  const body = source.slice(open + 1, selfClosing ? end - 2 : end - 1);
  const space = body.search(/\s/);
  handler.open(local(space < 0 ? body : body.slice(0, space)), space < 0 ? '' : body.slice(space), selfClosing);
}

function local(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

/** The value of one attribute (with its prefix, as written), or undefined. */
export function attribute(attributes: string, name: string): string | undefined {
  let at = attributes.indexOf(name);
  while (at >= 0) {
    const before = attributes.charCodeAt(at - 1);
    const value = before <= 32 ? quotedFrom(attributes, at + name.length) : undefined;
    if (value !== undefined) return decodeEntities(value);
    at = attributes.indexOf(name, at + name.length);
  }
  return undefined;
}

function quotedFrom(attributes: string, from: number): string | undefined {
  let at = from;
  while (attributes.charCodeAt(at) <= 32) at += 1;
  if (attributes[at] !== '=') return undefined;
  at += 1;
  while (attributes.charCodeAt(at) <= 32) at += 1;
  const quote = attributes[at];
  if (quote !== '"' && quote !== "'") return undefined;
  const end = attributes.indexOf(quote, at + 1);
  return end < 0 ? undefined : attributes.slice(at + 1, end);
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(#x[0-9a-fA-F]{1,6}|#\d{1,7}|\w+);/g, (whole, name: string) => {
    if (!name.startsWith('#')) return NAMED[name] ?? whole;
    const code = name[1] === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}
