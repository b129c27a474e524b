// The real application in a real browser: the demonstration county on a database of its own, served on loopback.

import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import type { Role } from '../../kernel/permissions.ts';
import { createApi } from '../../server/api.ts';
import { demoSignIns } from '../../server/demo.ts';
import { demoCounty } from '../demo-county.ts';

export interface BrowserApp {
  readonly url: string;
  /** A new page of that size, signed in as the demonstration county's person of that role; a farmer's opens the phone app. */
  signIn(role: Role, size?: { width: number; height: number }): Promise<Page>;
  /** A new page, nobody signed in. */
  open(address: string, size?: { width: number; height: number }): Promise<Page>;
  close(): Promise<void>;
}

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
];
const CANDIDATES = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];
const DESK = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

export async function openBrowserApp(): Promise<BrowserApp> {
  const { app: house, close } = await demoCounty();
  const api = await createApi(house);
  await house.jobs.start();
  await house.jobs.work();
  const url = await api.listen({ host: '127.0.0.1', port: 0 });
  const executablePath = CANDIDATES.find((file) => file !== undefined && existsSync(file));
  if (executablePath === undefined) throw new Error('no Chromium: set CHROMIUM_PATH, or install chromium');
  const browser: Browser = await chromium.launch({ executablePath, args: ARGS });

  const open = async (address: string, size = DESK): Promise<Page> => {
    // Still: a click while a dialog grows would land beside its button.
    const context = await browser.newContext({
      viewport: size,
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    await page.goto(url + address);
    return page;
  };

  return {
    url,
    open,
    signIn: async (role, size) => {
      const person = (await demoSignIns(house.config)).find((one) => one.role === role);
      if (person === undefined) throw new Error(`no demo sign-in for ${role}`);
      const farmer = role === 'farmer';
      const page = await open(farmer ? '/m/sign-in' : '/sign-in', size ?? (farmer ? PHONE : DESK));
      const answer = await page.request.post(`${url}/api/auth/sign-in/username`, {
        data: { username: person.username, password: person.password },
        headers: { origin: url },
      });
      if (!answer.ok()) throw new Error(`sign-in as ${role}: ${answer.status()} ${await answer.text()}`);
      await page.goto(url + (farmer ? '/m/' : '/'));
      return page;
    },
    close: async () => {
      await browser.close();
      await api.close();
      await house.jobs.stop();
      await close();
    },
  };
}
