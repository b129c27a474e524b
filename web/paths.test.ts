import { describe, expect, it } from 'vitest';
import { type Section, sectionOf, sectionsFor } from './officials/sections.ts';
import { paths, safeReturn } from './paths.ts';

describe('where sign-in returns to', () => {
  it.each([
    ['/households?q=苏', '/households?q=苏'],
    ['//evil.example', '/'],
    ['/\\evil.example', '/'],
    ['https://evil.example', '/'],
    ['javascript:alert(1)', '/'],
    [null, '/'],
  ])('%s → %s', (from, to) => expect(safeReturn(from)).toBe(to));

  it('carries the wanted page through the sign-in', () => {
    const search = new URL(paths.signIn('/a?b=1&c=2'), 'http://x').searchParams;
    expect(search.get('from')).toBe('/a?b=1&c=2');
  });
});

describe('the rail', () => {
  const label = () => '';
  const sections: readonly Section[] = [
    { key: 'today', pages: [{ to: '/', label, end: true }] },
    {
      key: 'households',
      pages: [
        { to: '/households', label, action: 'household.list' },
        { to: '/imports', label, action: 'household.import' },
      ],
    },
    { key: 'loans', pages: [] },
  ];
  it('shows a drawer only with a page that the role may open', () => {
    expect(sectionsFor('lender_officer', sections).map((section) => section.key)).toEqual(['today']);
    const auditor = sectionsFor('auditor', sections);
    expect(auditor.map((section) => section.key)).toEqual(['today', 'households']);
    expect(auditor[1]?.pages.map((page) => page.to)).toEqual(['/households']);
  });
  it.each([
    ['/', 'today'],
    ['/households/7', 'households'],
    ['/householdsX', null],
    ['/imports', 'households'],
    ['/nowhere', null],
  ])('%s lies in %s', (pathname, key) => expect(sectionOf(pathname, sections)).toBe(key));
});
