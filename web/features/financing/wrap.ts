// Breaks a text into lines for SVG, which doesn't wrap by itself. Widths are estimated: a Chinese character is one
// em, a Latin letter a little over half.

function ems(character: string): number {
  if (/[\u2E80-\u9FFF\uFF00-\uFFEF\u3000-\u303F]/.test(character)) return 1;
  return /[A-Z0-9%]/.test(character) ? 0.64 : 0.54;
}

export function textWidth(text: string, fontSize: number): number {
  return [...text].reduce((width, character) => width + ems(character), 0) * fontSize;
}

/** At most `most` lines of at most `width` px; what doesn't fit ends in `…`. Latin words stay whole where they can. */
export function wrap(text: string, width: number, fontSize: number, most: number): string[] {
  const pieces = text.match(/[A-Za-z0-9.,%≤−-]+\s*|./gu) ?? [];
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces) {
    if (line !== '' && textWidth(line + piece.trimEnd(), fontSize) > width) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += line === '' ? piece.trimStart() : piece;
  }
  if (line.trim() !== '') lines.push(line.trimEnd());
  if (lines.length <= most) return lines;
  const kept = lines.slice(0, most);
  let last = kept[most - 1] ?? '';
  while (last.length > 1 && textWidth(`${last}…`, fontSize) > width) last = last.slice(0, -1);
  return [...kept.slice(0, -1), `${last}…`];
}
