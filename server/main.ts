// The house's doors: `api` (with the worker unless told otherwise), `worker`, `cli`.

import { createApi } from './api.ts';
import { cli } from './cli/index.ts';
import { compose } from './compose.ts';
import { makeReady } from './ready.ts';

async function api(): Promise<void> {
  const house = await compose();
  const { config, log, jobs } = house;
  await makeReady(house, (text) => process.stdout.write(`${text}\n`));
  const app = await createApi(house);
  await jobs.start();
  if (process.env.WORKER !== 'off') await jobs.work();
  const stop = async () => {
    await app.close();
    await jobs.stop();
    await house.close();
  };
  try {
    const address = await app.listen({ host: config.host, port: config.port });
    process.stdout.write(await greeting(house, address));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    process.stderr.write(portTaken(config.port));
    await stop();
    process.exit(1);
  }
  stopOnSignal(stop, log);
}

function portTaken(port: number): string {
  const other = `PORT=${port + 1} npm start`;
  return `端口 ${port} 已被占用：兴农可能已经在运行；也可以换一个端口：${other}\nPort ${port} is taken: Xingnong may be running already; or choose another: ${other}\n`;
}

async function worker(): Promise<void> {
  const house = await compose();
  await house.jobs.start();
  await house.jobs.work();
  process.stdout.write('worker ready\n');
  stopOnSignal(async () => {
    await house.jobs.stop();
    await house.close();
  }, house.log);
}

async function greeting(house: Awaited<ReturnType<typeof compose>>, address: string): Promise<string> {
  const { demoSignIns } = await import('./demo.ts');
  const signIns = (await house.places.counties()).some((c) => c.demo) ? await demoSignIns(house.config) : [];
  const rows = signIns.map((s) => `  ${s.username.padEnd(12)} ${s.password}   ${s.name}`);
  const demo =
    rows.length === 0
      ? ''
      : `\n演示县的人物均为虚构 / the demonstration county's people are invented. Sign in with:\n${rows.join('\n')}\n`;
  return `\n兴农 Xingnong is ready: ${address}   农户手机页 farmers' phone pages: ${address}/m/\n${demo}\n`;
}

function stopOnSignal(stop: () => Promise<void>, log: { error: (detail: object, text: string) => void }): void {
  let stoppingSince: number | undefined;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      // One Ctrl-C can arrive several times at once: from the terminal, from npm and from the launcher.
      if (stoppingSince !== undefined && performance.now() - stoppingSince > 2000) process.exit(130);
      if (stoppingSince !== undefined) return;
      stoppingSince = performance.now();
      stop().then(
        () => process.exit(0),
        (error: unknown) => {
          log.error({ err: error }, 'did not stop cleanly');
          process.exit(1);
        },
      );
    });
  }
}

const [door, ...args] = process.argv.slice(2);
switch (door) {
  case 'api':
    await api();
    break;
  case 'worker':
    await worker();
    break;
  case 'cli':
    process.exitCode = await cli(args);
    break;
  default:
    process.stderr.write('usage: node server/main.ts api | worker | cli …\n');
    process.exitCode = 2;
}
