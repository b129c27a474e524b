// Stands in for the editor's WebAssembly engine (vite.config.ts): the pages' policy compiles no WebAssembly. The
// editor then leaves checking to others; the server checks every cell by the rules that also publish it.

/** The editor asks before each use, and does without. */
export const isReady = () => false;

/** Never there; the editor goes on without waiting. */
const start = () => new Promise<never>(() => {});
export default start;

const absent = (): never => {
  throw new Error('the expression engine is not part of this page');
};
export const getCompletions = absent;
export const validateExpression = absent;
export const validateUnaryExpression = absent;
export const createVariableType = absent;
export const parseStandardExpression = absent;
export class ExpressionBuilder {}
export class VariableType {}
export class Variable {}
