// The published divisions, by the names that people use.

import { expect, test } from 'vitest';
import { commonName, publishedDivisions } from './divisions.ts';

test.each([
  ['雅兴村委会', '雅兴村'],
  ['洋坑村村委会', '洋坑村'],
  ['福前村民委员会', '福前村'],
  ['下西社区居委会', '下西社区'],
  ['龙门镇', '龙门镇'],
  ['长坑茶场生活区', '长坑茶场生活区'],
])('%s is called %s', (published, common) => {
  expect(commonName(published)).toBe(common);
});

test('a county comes whole: itself, its townships, its villages, each below its parent', async () => {
  const divisions = await publishedDivisions('350524');
  const levels = Map.groupBy(divisions, ({ level }) => level);
  expect(levels.get('county')).toEqual([{ code: '350524', level: 'county', parent: null, name: '安溪县' }]);
  expect(levels.get('township')).toHaveLength(24);
  const townships = new Set(levels.get('township')!.map(({ code }) => code));
  const villages = levels.get('village')!;
  expect(villages.length).toBeGreaterThan(400);
  expect(villages.filter(({ code, parent }) => parent !== code.slice(0, 9) || !townships.has(parent!))).toEqual([]);
  expect(await publishedDivisions('999999')).toEqual([]);
});
