// Writes the invented files of bench/import.ts: a process of its own, so that making them counts in nobody's memory.
// Arguments: a folder with villages.json, `workbook` or `csv`, and how many households.

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { inventRoster, writeCsv, writeWorkbook } from '../server/contexts/households/testing/roster.ts';

const [folder, form, households] = process.argv.slice(2);
if (folder === undefined || households === undefined) throw new Error('folder, form and number are missing');
const villages = new Map(JSON.parse(await readFile(path.join(folder, 'villages.json'), 'utf8')) as [string, string][]);
const to = (name: string) => path.join(folder, name);
if (form === 'workbook') await writeWorkbook(to('roster.xlsx'), inventRoster(Number(households), villages));
else await writeCsv(to('households.csv'), to('members.csv'), Number(households), villages);
