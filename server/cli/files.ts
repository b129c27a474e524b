// The files that a command line names, looked at before any work is begun: a wrong path is refused by name.

import { access, constants, stat } from 'node:fs/promises';
import path from 'node:path';
import { type Answer, type Command, type Options, refused } from './command.ts';

export type FileRefusal = 'file_not_found' | 'not_a_file' | 'not_a_folder' | 'file_not_readable' | 'folder_not_found';

/**
 * Null when every named file can be read and every named folder is there. Refuses `file_not_found`, `not_a_file`,
 * `not_a_folder`, `file_not_readable`; for a file to be written `folder_not_found`, `not_a_file`, `file_not_readable`.
 */
export async function refuseFiles(command: Command, options: Options): Promise<Answer | null> {
  for (const [name, { names }] of Object.entries(command.options)) {
    const given = options[name];
    if (names === undefined || typeof given !== 'string') continue;
    const refusal = names === 'new file' ? await wrongTarget(given) : await wrongSource(given, names);
    if (refusal !== null)
      return refused(refusal, `--${name} ${given}: ${WORDS[refusal]}`, { option: name, path: given });
  }
  return null;
}

const WORDS: Readonly<Record<FileRefusal, string>> = {
  file_not_found: 'there is no such file or folder',
  not_a_file: 'this is no file',
  not_a_folder: 'this is no folder',
  file_not_readable: 'this may not be opened',
  folder_not_found: 'its folder does not exist',
};

async function wrongSource(given: string, wanted: 'file' | 'folder'): Promise<FileRefusal | null> {
  const found = await stat(given).catch(() => null);
  if (found === null) return 'file_not_found';
  if (wanted === 'folder' && !found.isDirectory()) return 'not_a_folder';
  if (wanted === 'file' && !found.isFile()) return 'not_a_file';
  return (await may(given, constants.R_OK)) ? null : 'file_not_readable';
}

async function wrongTarget(given: string): Promise<FileRefusal | null> {
  const folder = path.dirname(path.resolve(given));
  if ((await stat(folder).catch(() => null))?.isDirectory() !== true) return 'folder_not_found';
  const found = await stat(given).catch(() => null);
  if (found?.isDirectory()) return 'not_a_file';
  return (await may(found === null ? folder : given, constants.W_OK)) ? null : 'file_not_readable';
}

const may = (file: string, mode: number): Promise<boolean> =>
  access(file, mode).then(
    () => true,
    () => false,
  );
