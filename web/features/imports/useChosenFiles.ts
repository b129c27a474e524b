// The files chosen for an import, each looked at as it is added.
import { useCallback, useRef, useState } from 'react';
import { type FileFault, type FileKind, guessFile, type Part, partOf } from './guess.ts';

export interface ChosenFile {
  readonly key: number;
  readonly file: File;
  /** Null while it is being looked at. */
  readonly kind: FileKind | null;
  readonly part: Part;
}

export interface NotTaken {
  readonly key: number;
  readonly name: string;
  readonly fault: FileFault | 'same_name';
}

const HEAD_BYTES = 16 * 1024;

async function look(file: File) {
  try {
    const head = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
    return guessFile({ name: file.name, size: file.size, head });
  } catch {
    // A folder dropped here, or a file that has gone since: the browser gives no bytes of it.
    return { fault: 'unreadable' as const };
  }
}

export function useChosenFiles() {
  const [files, setFiles] = useState<readonly ChosenFile[]>([]);
  const [notTaken, setNotTaken] = useState<readonly NotTaken[]>([]);
  const now = useRef<readonly ChosenFile[]>([]);
  const keys = useRef(0);
  const change = useCallback((to: (files: readonly ChosenFile[]) => readonly ChosenFile[]) => {
    now.current = to(now.current);
    setFiles(now.current);
  }, []);

  const add = useCallback(
    async (added: readonly File[]) => {
      const refused: NotTaken[] = [];
      for (const file of added) {
        keys.current += 1;
        const key = keys.current;
        if (now.current.some((one) => one.file.name === file.name && one.file.size === file.size)) {
          refused.push({ key, name: file.name, fault: 'same_name' });
          continue;
        }
        change((all) => [...all, { key, file, kind: null, part: 'roster' }]);
        const guess = await look(file);
        if (guess.fault === null) {
          const { kind } = guess;
          change((all) => all.map((one) => (one.key === key ? { ...one, kind, part: partOf(kind) } : one)));
        } else {
          refused.push({ key, name: file.name, fault: guess.fault });
          change((all) => all.filter((one) => one.key !== key));
        }
      }
      setNotTaken(refused);
    },
    [change],
  );
  const remove = (key: number) => change((all) => all.filter((one) => one.key !== key));
  const treatAs = (key: number, part: Part) =>
    change((all) => all.map((one) => (one.key === key ? { ...one, part } : one)));
  return { files, notTaken, add, remove, treatAs };
}
