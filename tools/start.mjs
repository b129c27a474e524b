// npm start: installs and builds what is missing, then runs the server, which starts its database and says where it is.
import path from 'node:path';
import { prepare, root, run } from './prepare.mjs';
import { buildWebIfChanged } from './web-build.mjs';

const node = prepare();
buildWebIfChanged(node);
run(node, [path.join(root, 'server/main.ts'), 'api', ...process.argv.slice(2)]);
