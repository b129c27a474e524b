import { describe, expect, it } from 'vitest';
import { color, cssVariables } from './theme.ts';

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light! + 0.05) / (dark! + 0.05);
}

const texts = ['ink', 'quiet', 'tea', 'persimmon', 'clay', 'slate'] as const;
const grounds = ['paper', 'surface', 'field', 'teaWash'] as const;

describe('the theme', () => {
  it.each(texts.flatMap((text) => grounds.map((ground) => [text, ground] as const)))(
    '%s reads at 4.5 : 1 on %s',
    (text, ground) => expect(contrast(color[text], color[ground])).toBeGreaterThanOrEqual(4.5),
  );
  it.each([
    ['persimmon', 'persimmonWash'],
    ['clay', 'clayWash'],
    ['slate', 'slateWash'],
    ['surface', 'tea'],
    ['surface', 'clay'],
  ] as const)('%s reads on %s', (text, ground) =>
    expect(contrast(color[text], color[ground])).toBeGreaterThanOrEqual(4.5),
  );

  it('gives plain CSS the same colours', () => {
    expect(cssVariables()).toContain('--tea-wash: #E9F1EB;');
    expect(cssVariables()).toContain(`--ink: ${color.ink};`);
  });
});
