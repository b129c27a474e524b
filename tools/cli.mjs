// npm run -s cli -- <command>: the operators' commands. Nothing but the command writes to standard output.
import path from 'node:path';
import { prepare, root, run } from './prepare.mjs';

run(prepare(), [path.join(root, 'server/main.ts'), 'cli', ...process.argv.slice(2)]);
