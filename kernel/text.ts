// Text as it comes out of county workbooks and goes back into them: cleaning cells and names, safe cells, masks.

const FULL_WIDTH_ASCII = /[！-～]/g;
/** Line breaks, tabs, NUL (which PostgreSQL refuses), NBSP, the ideographic space and the like. */
const BLANKS = /[\s\p{Cc}\p{Zs}]+/gu;
/** Zero-width and direction marks: nobody sees them, and nothing matches with them in. */
const INVISIBLE = /\p{Cf}/gu;
/** The apostrophe that keeps a cell text, put there by `safeCell` or by hand before a long number. */
const TEXT_MARK = /^['‘’](?= ?[=+\-@\d])/;

/**
 * A cell in the form that is compared and parsed: full-width ASCII made half-width (`３．５％` → `3.5%`, `（` → `(`),
 * invisible marks gone, every run of blanks one space, both ends trimmed, a leading text mark dropped. Meant for
 * codes, numbers and names of things; prose would lose its Chinese punctuation. Cleaning twice changes nothing.
 */
export function normaliseCell(text: string): string {
  let clean = text
    .replace(FULL_WIDTH_ASCII, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0))
    .replace(INVISIBLE, '')
    .replace(BLANKS, ' ')
    .trim();
  while (TEXT_MARK.test(clean)) clean = clean.slice(1).trimStart();
  return clean;
}

/** A code or number written with blanks for the eye (`3505 2419…`, `6200-0000`): `normaliseCell` without any of them. */
export function withoutBlanks(text: string): string {
  return normaliseCell(text).replaceAll(' ', '');
}

/**
 * A person's or place's name: `normaliseCell`, no space beside a Chinese character (`王　小明` → `王小明`), and the many
 * middle dots of transliterated names as one (`买买提•艾力` → `买买提·艾力`). Latin names keep their single spaces.
 */
export function normaliseName(text: string): string {
  return normaliseCell(text)
    .replace(/ ?[·•‧∙⋅・･] ?/g, '·')
    .replace(/(?<=\p{Script=Han}) | (?=\p{Script=Han})/gu, '');
}

const FORMULA = /^[\s\p{Cc}\p{Zs}\p{Cf}]*[=+\-@＝＋－＠]/u;
const PLAIN_NUMBER = /^[+-]?\d[\d,]*(\.\d+)?%?$/;

/**
 * A cell that a spreadsheet will show and not run: text that would start a formula gets an apostrophe before it (CSV
 * injection, OWASP); plain numbers, negative ones too, stay numbers. `normaliseCell` takes the apostrophe off again.
 */
export function safeCell(text: string): string {
  return FORMULA.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text;
}

/** Keeps the first and last characters and stars the rest; text too short to hide anything is starred whole. */
export function maskMiddle(text: string, first: number, last: number): string {
  if (text.length <= first + last) return '*'.repeat(text.length);
  return text.slice(0, first) + '*'.repeat(text.length - first - last) + text.slice(text.length - last);
}
