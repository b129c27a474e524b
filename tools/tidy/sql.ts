// The SQL in the sources: taken out of TypeScript and migrations, and what it may name.
import ts from 'typescript';

export interface SqlText {
  text: string;
  line: number;
  /** From a `sql` template or a .sql file; a plain string is SQL only where it says so by its words. */
  certain: boolean;
}

/** Every string and template of a TypeScript file; what a template inserts becomes `$`. */
export function stringsOf(file: string, source: string): SqlText[] {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  const found: SqlText[] = [];
  const add = (node: ts.Node, text: string, certain: boolean) =>
    found.push({ text, line: tree.getLineAndCharacterOfPosition(node.getStart()).line + 1, certain });
  const isSqlTag = (node: ts.Node) =>
    ts.isTaggedTemplateExpression(node.parent) && /^sql\b/.test(node.parent.tag.getText());
  const visit = (node: ts.Node) => {
    if (ts.isStringLiteral(node)) add(node, node.text, false);
    else if (ts.isNoSubstitutionTemplateLiteral(node)) add(node, node.text, isSqlTag(node));
    else if (ts.isTemplateExpression(node))
      add(
        node,
        [node.head.text, ...node.templateSpans.map((span) => `$${span.literal.text}`)].join(''),
        isSqlTag(node),
      );
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

/** The tables that Kysely's functions name: 'households.person', without an alias. */
export function tablesNamed(file: string, source: string): { table: string; line: number }[] {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  const found: { table: string; line: number }[] = [];
  const takesTables =
    /^(?:selectFrom|insertInto|replaceInto|updateTable|deleteFrom|mergeInto|(?:inner|left|right|full|cross)Join(?:Lateral)?|from|using|table)$/;
  const visit = (node: ts.Node) => {
    if (
      ts.isCallExpression(node) &&
      ts.isPropertyAccessExpression(node.expression) &&
      takesTables.test(node.expression.name.text)
    ) {
      const first = node.arguments[0];
      const names = first && ts.isArrayLiteralExpression(first) ? [...first.elements] : first ? [first] : [];
      for (const name of names)
        if (ts.isStringLiteralLike(name) && /^\w+\.\w+( as \w+)?$/.test(name.text))
          found.push({
            table: name.text.split(' ')[0]!,
            line: tree.getLineAndCharacterOfPosition(name.getStart()).line + 1,
          });
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

/** SQL without its comments and without the insides of its quotes, lines kept. */
export function bareSql(text: string): string {
  return text.replace(/--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'/g, (gone) => gone.replace(/[^\n]/g, ' '));
}

/**
 * What SQL of `owner` names that isn't its own: another context's table (its `pub_` views may be joined), or a table of
 * the platform (its functions may be called).
 */
export function foreignNames(
  { text, certain }: Pick<SqlText, 'text' | 'certain'>,
  owner: string,
  contexts: string[],
): string[] {
  // The sign-in library's tables are the platform's, and identity's accounts stand for its users.
  const own = owner === 'platform' || owner === 'identity' ? [owner, 'auth'] : [owner];
  const schemas = [...contexts, 'platform', 'auth'].filter((name) => !own.includes(name)).join('|');
  const before = certain ? '' : String.raw`\b(?:from|join|into|update|using|table|references|view)\s+(?:only\s+)?`;
  const names = bareSql(text).matchAll(
    new RegExp(String.raw`${before}(?<![\w.$"])"?(${schemas})"?\s*\.\s*"?(\w+)"?(\s*\()?`, 'gi'),
  );
  return [...names]
    .filter(([, schema, name, call]) => (schema === 'platform' ? !call : !name!.startsWith('pub_')))
    .map(([, schema, name]) => `${schema}.${name}`);
}

/** Whether an upsert takes the time from the server: `now()` in DO UPDATE differs from shard to shard. */
export function clockInUpsert(text: string): boolean {
  const bare = bareSql(text);
  return [...bare.matchAll(/\bdo\s+update\s+set\b([^;]*)/gi)].some(([, sets]) =>
    /\b(?:now|clock_timestamp|statement_timestamp|transaction_timestamp)\s*\(|\bcurrent_(?:timestamp|date|time)\b/i.test(
      sets!,
    ),
  );
}
