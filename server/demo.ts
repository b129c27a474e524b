// The demonstration county: invented households of demo/, loaded through the same import as a user's own files,
// screened once, with a sign-in for each role. Its people are invented and the product says so.

import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ROLES, type Role } from '../kernel/permissions.ts';
import type { Config } from './platform/config.ts';

export const DEMO_COUNTY = '350524';

/** Specialities of the county as they are publicly known, for the demonstration; a real county lists its own. */
export const DEMO_PRODUCE = [
  { name: '安溪铁观音', nature: 'processed', origin: '350524' },
  { name: '长坑淮山', nature: 'native', origin: '350524' },
  { name: '湖头米粉', nature: 'processed', origin: '350524102' },
  { name: '官桥豆腐干', nature: 'processed', origin: '350524103' },
] as const;
export const DEMO_PRODUCE_SOURCE = '示例：公开资料中的地方特产，须由县里核定';

export interface DemoSignIn {
  readonly username: string;
  readonly password: string;
  readonly role: Role;
  readonly name: string;
}

const NAMES: Readonly<Record<Role, { username: string; name: string }>> = {
  farmer: { username: 'farmer', name: '农户' },
  village_officer: { username: 'village', name: '网格员 林晓' },
  village_accountant: { username: 'accountant', name: '村会计 王秋' },
  village_committee: { username: 'committee', name: '村两委 陈山' },
  station_operator: { username: 'station', name: '服务站 苏梅' },
  township_officer: { username: 'township', name: '乡镇专干 黄川' },
  county_officer: { username: 'county', name: '县农业农村局 许宁' },
  lender_officer: { username: 'lender', name: '金融特派员 郭信' },
  insurer: { username: 'insurer', name: '保险专员 叶安' },
  fund_manager: { username: 'fund', name: '基金经理 詹诚' },
  enterprise: { username: 'enterprise', name: '企业联络人 柯强' },
  buyer: { username: 'buyer', name: '消费者 李想' },
  college_teacher: { username: 'teacher', name: '高职教师 曾文' },
  college_student: { username: 'student', name: '学生调研员 江禾' },
  auditor: { username: 'auditor', name: '审计员 沈正' },
};

const file = (config: Pick<Config, 'dataDir'>) => path.join(config.dataDir, 'demo-sign-ins.json');

/** The demo sign-ins of this installation; their one password is random and lives beside the data. */
export async function demoSignIns(config: Pick<Config, 'dataDir'>): Promise<DemoSignIn[]> {
  try {
    return JSON.parse(await readFile(file(config), 'utf8')) as DemoSignIn[];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** Makes the demo sign-ins' file where it is missing, and reads it. */
export async function makeDemoSignIns(config: Pick<Config, 'dataDir'>): Promise<DemoSignIn[]> {
  const existing = await demoSignIns(config);
  if (existing.length > 0) return existing;
  const password = `tea-${randomBytes(6).toString('hex')}`;
  const signIns = ROLES.map((role) => ({ ...NAMES[role], password, role }));
  await mkdir(config.dataDir, { recursive: true });
  await writeFile(file(config), JSON.stringify(signIns, null, 2), { mode: 0o600 });
  return signIns;
}
