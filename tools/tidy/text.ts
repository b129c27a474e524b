// House rules that one file's text can break.

export interface SourceFile {
  /** From the repository's root, with forward slashes. */
  name: string;
  text: string;
}

export interface TextRule {
  name: string;
  why: string;
  applies: (name: string) => boolean;
  /** The broken lines, as complaints; none when all is well. */
  check: (file: SourceFile) => string[];
}

const longestFile = 500;
/** Longer files, each with its reason. */
export const longFiles: Record<string, string> = {
  'db/migrations/0003_households_registry.sql': 'the first schema of the registry; a migration that ran is never split',
};

/** Written by programs. */
export const isGenerated = (name: string) =>
  /^(?:db\/types\.ts|web\/api\/schema\.ts|contract\/|package-lock\.json)/.test(name);

const isCode = (name: string) => /\.(?:ts|tsx|mjs|sql|css)$/.test(name) && !isGenerated(name);
const isScript = (name: string) => /\.(?:ts|tsx|mjs)$/.test(name) && !isGenerated(name);
const isTest = (name: string) => /\.test\.tsx?$/.test(name);
/** The rules quote what they forbid. */
const isRule = (name: string) => /^tools\/tidy[./]/.test(name);

/** A rule that a pattern breaks, line by line. */
function never(name: string, why: string, pattern: RegExp, applies: (name: string) => boolean): TextRule {
  return {
    name,
    why,
    applies: (file) => applies(file) && !isRule(file),
    check: ({ text }) =>
      text
        .split('\n')
        .flatMap((line, index) => (pattern.test(line) ? [`line ${index + 1}: ${line.trim().slice(0, 100)}`] : [])),
  };
}

export const textRules: TextRule[] = [
  {
    name: 'short-files',
    why: `one subject a file: at most ${longestFile} lines`,
    applies: isCode,
    check: ({ name, text }) => {
      const lines = text.split('\n').length - 1;
      return lines > longestFile && !(name in longFiles) ? [`${lines} lines`] : [];
    },
  },
  {
    name: 'opening-comment',
    why: 'a file opens with what lives in it',
    applies: (name) =>
      /^(?:kernel|server|web|test|tools|bench|db)\/.*\.(?:tsx?|mjs|sql)$/.test(name) &&
      !isGenerated(name) &&
      !isTest(name),
    check: ({ text }) => (/^(?:#!.*\n)?\s*(?:\/\/|\/\*|--)/.test(text) ? [] : ['no comment at the top']),
  },
  {
    name: 'named-by-subject',
    why: 'utils, helpers and the like are names of nothing',
    applies: isCode,
    check: ({ name }) => (/(?:^|\/)(?:utils?|helpers?|misc|common|lib)(?:\/|\.\w+$)/i.test(name) ? [name] : []),
  },
  never('nothing-left-to-do', 'what is not done is an issue, not a comment', /\b(?:TODO|FIXME|XXX|HACK)\b/, isCode),
  never(
    'no-console',
    'the server speaks by its log',
    /\bconsole\.\w+\(/,
    (name) => /^(?:kernel|server)\//.test(name) && !isTest(name),
  ),
  never('no-focus', 'a test left out is a test that passes', /\b(?:it|test|describe)\.(?:only|skip|todo)\b/, isTest),
  never(
    'no-silencing',
    'a checker is answered, not silenced',
    /@ts-(?:ignore|nocheck|expect-error)|\bas any\b(?!\s+[a-z])/,
    isScript,
  ),
  never(
    'no-sleep-in-tests',
    'a test waits for a fact, not for a while',
    /\bsleep\(|pg_sleep|waitForTimeout|setTimeout\((?:resolve|r|done|ok)\b|timers\/promises'.*setTimeout|setTimeout.*timers\/promises'/,
    isTest,
  ),
  never(
    'no-secrets',
    'keys and passwords live outside the repository',
    /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----|\bAKIA[0-9A-Z]{16}\b|\bghp_\w{30}|_authToken\s*=|postgres(?:ql)?:\/\/\w+:[^@\s$'"`{<]{3,}@(?!localhost|127\.)/,
    () => true,
  ),
  {
    name: 'no-secret-files',
    why: 'keys and passwords live outside the repository',
    applies: () => true,
    check: ({ name }) => (/(?:^|\/)(?:\.env(?:\..+)?|\.npmrc|.*\.(?:pem|key|p12|pfx))$/.test(name) ? [name] : []),
  },
];
