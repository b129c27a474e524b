// Being asked to stop: by a signal, or by the death of the npm that started us, which signals its shell and not us.
import { readFileSync } from 'node:fs';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Calls `stop` with each signal that arrives, and with SIGTERM once npm is gone. Gives what undoes it. */
export function whenAskedToStop(stop) {
  for (const signal of signals) process.on(signal, stop);
  const watch = process.env.npm_lifecycle_event ? watchNpm(() => stop('SIGTERM')) : undefined;
  return () => {
    for (const signal of signals) process.removeListener(signal, stop);
    clearInterval(watch);
  };
}

/** Our parent is npm's shell or, where the shell gave way to us, npm itself. An orphan's parent is another process. */
function watchNpm(gone) {
  const shell = process.ppid;
  const npm = parentOf(shell);
  const npmIsAbove = npm?.name.startsWith('npm');
  const timer = setInterval(() => {
    if (process.ppid === shell && !(npmIsAbove && parentOf(shell)?.pid !== npm.pid)) return;
    clearInterval(timer);
    gone();
  }, 250);
  timer.unref();
  return timer;
}

/** The parent of a process and its name, where there is /proc. */
function parentOf(pid) {
  try {
    const parent = Number(readFileSync(`/proc/${pid}/stat`, 'utf8').match(/\) \S (\d+)/)[1]);
    return { pid: parent, name: readFileSync(`/proc/${parent}/comm`, 'utf8') };
  } catch {
    return undefined;
  }
}
