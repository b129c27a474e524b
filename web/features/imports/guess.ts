// What a chosen file is, told before it is sent: the kind by its first lines or its name, and the few things that the
// server could only refuse. The server decides again by what is inside. Pure.

/** What the server gets a file as: the roster (one workbook or two text files), or a department's extract. */
export type Part = 'roster' | 'extracts';

type ExtractKind = 'settlement' | 'tuition' | 'unemployment' | 'disability' | 'relief' | 'disaster';

/** `workbook` holds both sheets of the roster; `household` and `person` are its two text files. */
export type FileKind = 'workbook' | 'household' | 'person' | ExtractKind | 'unknown';

export type FileFault = 'empty' | 'old_workbook' | 'not_a_workbook' | 'wrong_type' | 'too_large' | 'unreadable';

interface ReadableFile {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** The first bytes, some kilobytes. */
  readonly head: Uint8Array;
}

type Guess = { readonly fault: FileFault } | { readonly fault: null; readonly kind: FileKind };

/** Bytes of one uploaded file that the server takes. */
export const MAX_FILE_BYTES = 400 * 1024 * 1024;
const MAX_FILES = 20;

export function guessFile(file: ReadableFile): Guess {
  const ending = /\.([^.]+)$/.exec(file.name)?.[1]?.toLowerCase() ?? '';
  const zip = startsWith(file.head, [0x50, 0x4b, 0x03, 0x04]);
  if (file.size === 0) return { fault: 'empty' };
  if (file.size > MAX_FILE_BYTES) return { fault: 'too_large' };
  if (ending === 'xls' || ending === 'et' || startsWith(file.head, [0xd0, 0xcf, 0x11, 0xe0])) {
    return { fault: 'old_workbook' };
  }
  if (ending === 'xlsx' || ending === 'xlsm') {
    return zip ? { fault: null, kind: kindOfName(file.name) ?? 'workbook' } : { fault: 'not_a_workbook' };
  }
  if (!['csv', 'txt', 'tsv'].includes(ending) || zip || file.head.includes(0)) return { fault: 'wrong_type' };
  return { fault: null, kind: kindOfText(decode(file.head)) ?? kindOfName(file.name) ?? 'unknown' };
}

export function partOf(kind: FileKind): Part {
  return kind === 'workbook' || kind === 'household' || kind === 'person' ? 'roster' : 'extracts';
}

const startsWith = (bytes: Uint8Array, head: readonly number[]) => head.every((byte, index) => bytes[index] === byte);

/** UTF-8, or GBK as Chinese offices save it. The last character may be cut in two. */
function decode(head: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
  } catch {
    return new TextDecoder('gbk').decode(head);
  }
}

/** Words that only this kind's header row has. Order: the roster's two tables come before what they share words with. */
const HEADS: readonly (readonly [FileKind, RegExp])[] = [
  ['person', /(户编号|户号|家庭编号|户编码).*(与户主关系|户主关系|家庭关系|劳动技能)/],
  ['household', /(户编号|户号|家庭编号|户编码).*(户主|村代码|家庭人口)/],
  ['settlement', /结算(日期|时间)|就医类型|个人自付/],
  ['tuition', /学段|学年/],
  ['unemployment', /失业/],
  ['disability', /残疾(类别|类型)|残疾(等级|级别)/],
  ['relief', /救助(类别|类型)|月补助|月保障/],
  ['disaster', /受灾日期|灾害|灾种|经济损失/],
];

/** A title and a unit line may stand above the header. */
const HEADER_WITHIN = 10;

function kindOfText(text: string): FileKind | null {
  for (const line of text.split(/\r?\n/, HEADER_WITHIN)) {
    const found = HEADS.find(([, words]) => words.test(line));
    if (found !== undefined) return found[0];
  }
  return null;
}

const NAMES: readonly (readonly [FileKind, RegExp])[] = [
  ['settlement', /医保|医疗|自付/],
  ['tuition', /教育|学费|大学生|在校/],
  ['unemployment', /人社|失业/],
  ['disability', /残联|残疾/],
  ['relief', /民政|低保|特困|救助/],
  ['disaster', /应急|受灾|灾害/],
];

function kindOfName(name: string): FileKind | null {
  return NAMES.find(([, words]) => words.test(name))?.[0] ?? null;
}

export interface Chosen {
  readonly kind: FileKind;
  readonly part: Part;
}

type NotReady = 'nothing' | 'too_many' | 'two_workbooks' | 'workbook_and_text' | 'lone_text' | 'three_texts';

/** Why these files can't be sent together; null when they can. A roster is one workbook or two text files, or absent. */
export function notReady(files: readonly Chosen[]): NotReady | null {
  if (files.length === 0) return 'nothing';
  if (files.length > MAX_FILES) return 'too_many';
  const roster = files.filter((file) => file.part === 'roster');
  const workbooks = roster.filter((file) => file.kind === 'workbook');
  const texts = roster.length - workbooks.length;
  if (workbooks.length > 1) return 'two_workbooks';
  if (workbooks.length === 1 && texts > 0) return 'workbook_and_text';
  if (texts === 1) return 'lone_text';
  return texts > 2 ? 'three_texts' : null;
}

/** Bytes as people say them: `3.2 MB`. */
export function fileSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${Math.ceil(bytes / 1024)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
