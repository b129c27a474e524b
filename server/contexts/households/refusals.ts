// What each refusal of households means to HTTP and to people.

import { fill, type Language, type RefusalTable } from '../../platform/http/problem.ts';

export const HOUSEHOLD_REFUSALS = {
  purpose_missing: {
    status: 422,
    zh: '请写明用途（至少 5 个字）。',
    en: 'State the purpose (five characters at least).',
  },
  dates_reversed: { status: 422, zh: '截止日期不能早于授权日期。', en: 'The consent cannot end before it is given.' },
  changed_meanwhile: {
    status: 409,
    zh: '您打开之后，别人已经改过这一户。请先看新的内容，再决定是否仍要改。',
    en: 'Somebody has changed this household since you opened it. Look at it again before changing it.',
  },
  already_withdrawn: { status: 409, zh: '这份授权已经撤回。', en: 'That consent was withdrawn already.' },
  nothing_given: { status: 422, zh: '没有填写要更正的内容。', en: 'Nothing to correct was given.' },
  bad_phone: {
    status: 422,
    zh: '联系电话不是有效的手机号或带区号的座机号。',
    en: 'Not a valid mobile or landline number.',
  },
  bad_bank_account: { status: 422, zh: '银行卡号不对（应为 16–19 位并通过校验）。', en: 'Not a valid card number.' },
} as const satisfies RefusalTable;

export const IMPORT_REFUSALS = {
  whole_county_only: {
    status: 403,
    zh: '导入花名册须由县级账号办理。',
    en: 'Importing takes an account of the whole county.',
  },
  unknown_county: {
    status: 422,
    zh: '没有 {county} 的村（社区）目录。',
    en: 'There is no list of villages for {county}.',
  },
  no_files: { status: 422, zh: '请选择要导入的文件。', en: 'Choose the files to import.' },
  file_empty: { status: 422, zh: '文件「{file}」是空的。', en: 'The file "{file}" is empty.' },
  file_too_large: {
    status: 422,
    zh: '文件太大，超过了限制。请按乡镇分开导入。',
    en: 'The file is larger than allowed; import it by township.',
  },
  old_workbook: {
    status: 422,
    zh: '「{file}」是旧版 .xls 或加了密码的工作簿，请另存为不带密码的 .xlsx 再导入。',
    en: '"{file}" is an old .xls or password-protected workbook: save it as .xlsx without a password.',
  },
  not_a_workbook: {
    status: 422,
    zh: '文件不是有效的 Excel 工作簿（.xlsx），或已损坏。',
    en: 'The file is no valid .xlsx workbook, or is damaged.',
  },
  zip_bomb: {
    status: 422,
    zh: '文件解压后异常大，已拒绝打开。',
    en: 'The file unpacks to an abnormal size and was not opened.',
  },
  bad_encoding: {
    status: 422,
    zh: '文件的编码既不是 UTF-8 也不是 GBK，或不是文本文件。',
    en: 'The file is neither UTF-8 nor GBK text.',
  },
  bad_csv: { status: 422, zh: 'CSV 第 {row} 行附近格式有误，无法读取。', en: 'The CSV cannot be read near row {row}.' },
  sheet_missing: { status: 422, zh: '没有找到「{sheet}」表。', en: 'The sheet "{sheet}" is missing.' },
  no_header: {
    status: 422,
    zh: '「{sheet}」里没有找到表头，至少要有：{columns}。',
    en: 'No header row in "{sheet}"; it needs at least: {columns}.',
  },
  no_rows: { status: 422, zh: '「{sheet}」里没有数据行。', en: '"{sheet}" has no data rows.' },
  unknown_file: { status: 422, zh: '认不出这个文件是哪一类数据。', en: 'The file is of no known kind.' },
  mapping_incomplete: {
    status: 422,
    zh: '还有必需的列没有对应：{columns}。',
    en: 'Required columns are not mapped: {columns}.',
  },
  wrong_county: {
    status: 422,
    zh: '这份花名册是别的县的（村代码属于 {found}），没有导入。',
    en: 'This roster is of another county ({found}); nothing was imported.',
  },
  not_open: { status: 409, zh: '这次导入已经结束，不能再改。', en: 'This import has ended and cannot be changed.' },
  not_staged: { status: 409, zh: '请先完成预览，再确认导入。', en: 'Preview the import before committing it.' },
  rows_lost: {
    status: 409,
    zh: '读入之后数据库异常中断过或从备份恢复过，读入的行已不在，没有写入登记簿。请重新上传文件。',
    en: 'The rows that were read are gone: the database crashed or was restored since. Nothing was imported; upload the files again.',
  },
  no_rejected: { status: 404, zh: '这次导入没有被退回的行。', en: 'This import has no rejected rows.' },
} as const satisfies RefusalTable;

/** A refusal in words, for batches and job results. */
export function importRefusalMessage(
  refusal: { readonly code: string; readonly detail?: Readonly<Record<string, string | number>> },
  language: Language,
): string {
  const meaning = (IMPORT_REFUSALS as RefusalTable)[refusal.code];
  return meaning === undefined ? refusal.code : fill(meaning[language], refusal.detail);
}
