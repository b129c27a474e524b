// Stands in for `monaco-editor` and `@monaco-editor/react` (vite.config.ts): the table editor's package brings a code
// editor for kinds of nodes that a decision table has none of. It would be 3 MB, and would ask a foreign host for more.

export const MarkerSeverity = { Hint: 1, Info: 2, Warning: 4, Error: 8 } as const;

const nothing = () => null;
export const Editor = nothing;
export const DiffEditor = nothing;
export const useMonaco = nothing;
export const loader = { config: nothing };
