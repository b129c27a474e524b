// Names and kinds: turns a parsed cell into a checked expression, or throws the `CellFault` that says why not.

import { fromNumber, negative, type Rational } from './decimal.ts';
import type { Calculation, Operand, Output, Scalar, Test } from './expression.ts';
import { isRational } from './expression.ts';
import { CellFault } from './fault.ts';
import type { Comparison, Node } from './parser.ts';
import type { ParameterValues, RuleField, RuleSubject } from './subject.ts';

/** Everything a cell may name. `column` is the calculation or field that `$` stands for, if the cell has one. */
export interface Scope {
  readonly subject: RuleSubject;
  readonly parameters: ParameterValues;
  readonly column: Node | undefined;
}

type Resolved =
  | { readonly kind: 'field'; readonly field: RuleField }
  | { readonly kind: 'value'; readonly value: Exclude<Scalar, null> }
  | { readonly kind: 'column'; readonly node: Node };

function resolve(path: readonly string[], scope: Scope): Resolved {
  const [first = '', second, ...rest] = path;
  const written = path.join('.');
  if (path.length === 1) {
    if (first === '$') {
      if (!scope.column) throw new CellFault('unknown_name', '$');
      return { kind: 'column', node: scope.column };
    }
    const field = scope.subject.fields.find((candidate) => candidate.name === first);
    if (field) return { kind: 'field', field };
  }
  if (first === 'parameters' && second !== undefined && rest.length === 0) {
    const declared = scope.subject.parameters.find((candidate) => candidate.name === second);
    const value = Object.hasOwn(scope.parameters, second) ? scope.parameters[second] : undefined;
    if (!declared || value === undefined) throw new CellFault('unknown_name', written);
    const type = typeof value === 'string' ? 'text' : typeof value;
    if (type !== declared.type) throw new CellFault('type_mismatch', written);
    return { kind: 'value', value: typeof value === 'number' ? fromNumber(value) : value };
  }
  throw new CellFault('unknown_name', written);
}

function isNumeric(field: RuleField): boolean {
  return field.type !== 'boolean' && field.type !== 'text';
}

/** How a tree reads in a message: short, enough to find the place. */
function written(node: Node): string {
  switch (node.kind) {
    case 'number':
      return `${node.value.numerator}${node.value.denominator === 1n ? '' : `/${node.value.denominator}`}`;
    case 'text':
      return `"${node.value}"`;
    case 'boolean':
      return String(node.value);
    case 'name':
      return node.path.join('.');
    case 'binary':
      return node.operator;
    case 'call':
      return `${node.name}()`;
    default:
      return node.kind;
  }
}

export function checkCalculation(node: Node, scope: Scope): Calculation {
  switch (node.kind) {
    case 'number':
      return { kind: 'constant', value: node.value };
    case 'negate': {
      const operand = checkCalculation(node.operand, scope);
      return operand.kind === 'constant'
        ? { kind: 'constant', value: negative(operand.value) }
        : { kind: 'negate', operand };
    }
    case 'name': {
      const resolved = resolve(node.path, scope);
      if (resolved.kind === 'column') return checkCalculation(resolved.node, scope);
      if (resolved.kind === 'field' && isNumeric(resolved.field)) return { kind: 'field', field: resolved.field };
      if (resolved.kind === 'value' && isRational(resolved.value)) return { kind: 'constant', value: resolved.value };
      break;
    }
    case 'binary':
      switch (node.operator) {
        case '+':
        case '-':
        case '*':
        case '/':
          return {
            kind: 'arithmetic',
            operator: node.operator,
            left: checkCalculation(node.left, scope),
            right: checkCalculation(node.right, scope),
          };
        default:
      }
      break;
    default:
  }
  throw new CellFault('type_mismatch', written(node));
}

export function checkOperand(node: Node, scope: Scope): Operand {
  if (node.kind === 'null') return { type: 'null' };
  if (node.kind === 'text') return { type: 'text', value: node.value };
  if (node.kind === 'boolean') return { type: 'boolean', value: node.value };
  if (node.kind === 'name') {
    const resolved = resolve(node.path, scope);
    if (resolved.kind === 'column') return checkOperand(resolved.node, scope);
    if (resolved.kind === 'value' && typeof resolved.value === 'string') return { type: 'text', value: resolved.value };
    if (resolved.kind === 'value' && typeof resolved.value === 'boolean') {
      return { type: 'boolean', value: resolved.value };
    }
    if (resolved.kind === 'field' && (resolved.field.type === 'text' || resolved.field.type === 'boolean')) {
      return { type: resolved.field.type, field: resolved.field };
    }
  }
  return { type: 'number', calculation: checkCalculation(node, scope) };
}

function requireListed(operand: Operand, value: Scalar): void {
  const values = operand.type === 'text' && 'field' in operand ? operand.field.values : undefined;
  if (values && typeof value === 'string' && !values.includes(value)) {
    throw new CellFault('unknown_value', `"${value}"`);
  }
}

function equal(left: Operand, right: Operand, negated: boolean, at: string): Test {
  if (left.type !== 'null' && right.type !== 'null' && left.type !== right.type) {
    throw new CellFault('type_mismatch', at);
  }
  if (right.type === 'text' && 'value' in right) requireListed(left, right.value);
  if (left.type === 'text' && 'value' in left) requireListed(right, left.value);
  return { kind: 'equal', negated, left, right };
}

function listItem(node: Node, scope: Scope): Scalar {
  if (node.kind === 'null') return null;
  const operand = checkOperand(node, scope);
  if (operand.type === 'number' && operand.calculation.kind === 'constant') return operand.calculation.value;
  if ((operand.type === 'text' || operand.type === 'boolean') && 'value' in operand) return operand.value;
  throw new CellFault('unsupported', written(node));
}

function scalarType(value: Scalar): Operand['type'] {
  return value === null ? 'null' : isRational(value) ? 'number' : typeof value === 'string' ? 'text' : 'boolean';
}

function membership(left: Node, right: Node, negated: boolean, scope: Scope): Test {
  if (right.kind === 'interval') {
    const { openLow, openHigh } = right;
    return {
      kind: 'between',
      negated,
      value: checkCalculation(left, scope),
      low: checkCalculation(right.low, scope),
      high: checkCalculation(right.high, scope),
      openLow,
      openHigh,
    };
  }
  if (right.kind !== 'list') throw new CellFault('unsupported', written(right));
  const operand = checkOperand(left, scope);
  const items = right.items.map((item) => listItem(item, scope));
  for (const item of items) {
    if (operand.type !== 'null' && item !== null && scalarType(item) !== operand.type) {
      throw new CellFault('type_mismatch', isRational(item) ? 'list' : String(item));
    }
    requireListed(operand, item);
  }
  return { kind: 'member', negated, operand, items };
}

function comparison(operator: Comparison, left: Node, right: Node, scope: Scope): Test {
  switch (operator) {
    case '==':
    case '!=':
      return equal(checkOperand(left, scope), checkOperand(right, scope), operator === '!=', operator);
    case 'in':
    case 'not in':
      return membership(left, right, operator === 'not in', scope);
    case '<':
    case '<=':
    case '>':
    case '>=':
      return { kind: 'order', operator, left: checkCalculation(left, scope), right: checkCalculation(right, scope) };
    default:
      return operator satisfies never;
  }
}

/** `"A", "B"` is one membership, so that it is one comparison in SQL. Only tests that are never undefined are merged. */
function either(left: Test, right: Test): Test {
  const [a, b] = [asMember(left), asMember(right)];
  if (a && b && a.field === b.field) {
    return { kind: 'member', negated: false, operand: a.operand, items: [...a.items, ...b.items] };
  }
  return { kind: 'either', left, right };
}

function asMember(test: Test): { field: RuleField; operand: Operand; items: readonly Scalar[] } | undefined {
  if (test.kind === 'member' && !test.negated) {
    const field = plainField(test.operand);
    return field && { field, operand: test.operand, items: test.items };
  }
  if (test.kind !== 'equal' || test.negated) return undefined;
  const field = plainField(test.left);
  const item = constantOf(test.right);
  return field && item !== undefined ? { field, operand: test.left, items: [item] } : undefined;
}

function plainField(operand: Operand): RuleField | undefined {
  if (operand.type === 'number') return operand.calculation.kind === 'field' ? operand.calculation.field : undefined;
  return operand.type !== 'null' && 'field' in operand ? operand.field : undefined;
}

function constantOf(operand: Operand): Scalar | undefined {
  if (operand.type === 'null') return null;
  if (operand.type === 'number') {
    return operand.calculation.kind === 'constant' ? operand.calculation.value : undefined;
  }
  return 'value' in operand ? operand.value : undefined;
}

export function checkTest(node: Node, scope: Scope): Test {
  switch (node.kind) {
    case 'boolean':
      return { kind: 'constant', value: node.value };
    case 'name': {
      const operand = checkOperand(node, scope);
      if (operand.type === 'boolean') {
        return 'field' in operand ? { kind: 'flag', field: operand.field } : { kind: 'constant', value: operand.value };
      }
      break;
    }
    case 'not':
      return { kind: 'not', operand: checkTest(node.operand, scope) };
    case 'binary':
      switch (node.operator) {
        case 'and':
          return { kind: 'both', left: checkTest(node.left, scope), right: checkTest(node.right, scope) };
        case 'or':
          return either(checkTest(node.left, scope), checkTest(node.right, scope));
        case '+':
        case '-':
        case '*':
        case '/':
          break;
        default:
          return comparison(node.operator, node.left, node.right, scope);
      }
      break;
    default:
  }
  throw new CellFault('type_mismatch', written(node));
}

function sentencePart(part: string | Node, scope: Scope): string | RuleField {
  if (typeof part === 'string') return part;
  const inner = part.kind === 'call' && part.name === 'string' ? part.argument : part;
  if (inner.kind === 'text') return inner.value;
  if (inner.kind !== 'name') throw new CellFault('unsupported', written(inner));
  const resolved = resolve(inner.path, scope);
  switch (resolved.kind) {
    case 'field':
      return resolved.field;
    case 'value':
      return isRational(resolved.value) ? shown(resolved.value) : String(resolved.value);
    case 'column':
      throw new CellFault('unsupported', '$');
    default:
      return resolved satisfies never;
  }
}

function shown(value: Rational): string {
  return String(Number(value.numerator) / Number(value.denominator));
}

export function checkOutput(node: Node, scope: Scope): Output {
  switch (node.kind) {
    case 'template':
      return { kind: 'sentence', parts: node.parts.map((part) => sentencePart(part, scope)) };
    case 'call':
      return { kind: 'sentence', parts: [sentencePart(node, scope)] };
    case 'name': {
      const resolved = resolve(node.path, scope);
      if (resolved.kind === 'field') return { kind: 'field', field: resolved.field };
      if (resolved.kind === 'value') return { kind: 'literal', value: resolved.value };
      break;
    }
    case 'null':
      return { kind: 'literal', value: null };
    case 'text':
    case 'boolean':
      return { kind: 'literal', value: node.value };
    case 'number':
    case 'negate':
    case 'binary': {
      const calculation = checkCalculation(node, scope);
      return calculation.kind === 'constant'
        ? { kind: 'literal', value: calculation.value }
        : { kind: 'calculation', calculation };
    }
    default:
  }
  throw new CellFault('unsupported', written(node));
}
