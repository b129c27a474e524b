// The check of who imports whom, by dependency-cruiser and the rules in .dependency-cruiser.mjs.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { cruise, type ICruiseOptions, type ICruiseResult } from 'dependency-cruiser';
import extractRules from 'dependency-cruiser/config-utl/extract-depcruise-config';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';

const root = path.join(import.meta.dirname, '..');
const folders = ['kernel', 'server', 'web', 'db', 'test', 'tools', 'bench'];

export interface DependencyReport {
  /** How many modules of ours were seen: none means that the check saw nothing, not that nothing is wrong. */
  modules: number;
  /** One line each: the rule, from → to. */
  violations: string[];
}

/** Checks the source tree at `base` (a fixture, in the check's own test). */
export async function checkDependencies(base: string): Promise<DependencyReport> {
  const { options, ...ruleSet } = await extractRules(path.join(root, '.dependency-cruiser.mjs'));
  const result = await cruise(
    folders.filter((folder) => existsSync(path.join(base, folder))),
    { ...options, ruleSet, validate: true, baseDir: base } as ICruiseOptions,
    undefined,
    { tsConfig: extractTSConfig(path.join(root, 'tsconfig.json')) },
  );
  const { modules, summary } = result.output as ICruiseResult;
  return {
    modules: modules.filter(({ source }) => folders.some((folder) => source.startsWith(`${folder}/`))).length,
    violations: summary.violations.map(
      ({ rule, from, to, cycle }) =>
        `${rule.name}: ${[from, ...(cycle?.map((each) => each.name) ?? [to])].join(' → ')}`,
    ),
  };
}

if (import.meta.main) {
  const { modules, violations } = await checkDependencies(root);
  for (const violation of violations) console.log(violation);
  console.log(`${modules} modules, ${violations.length} violations`);
  if (modules === 0) console.log('no module was seen: dependency-cruiser needs the TypeScript 6 API as `typescript`');
  process.exitCode = modules === 0 || violations.length > 0 ? 1 : 0;
}
