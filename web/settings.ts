// What one person has chosen on this device: language and large type. Kept in localStorage, shown on <html>,
// and shared by both bundles. No server knows of it, so that the sign-in page already speaks the right language.
import { useSyncExternalStore } from 'react';

export type Language = 'zh' | 'en';

export interface Settings {
  readonly language: Language;
  readonly largeType: boolean;
}

const KEY = 'xingnong.settings';
const listeners = new Set<() => void>();

function read(): Settings {
  const first: Settings = { language: 'zh', largeType: false };
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    if (typeof kept !== 'object' || kept === null) return first;
    return {
      language: 'language' in kept && kept.language === 'en' ? 'en' : 'zh',
      largeType: 'largeType' in kept && kept.largeType === true,
    };
  } catch {
    // Storage may be forbidden or hold something foreign: the page then starts in Chinese at ordinary size.
    return first;
  }
}

let current: Settings = read();

function show(settings: Settings): void {
  document.documentElement.lang = settings.language === 'zh' ? 'zh-CN' : 'en';
  document.documentElement.dataset.type = settings.largeType ? 'large' : 'ordinary';
}

/** Changes some settings, keeps them on the device and redraws whoever reads them. */
export function choose(change: Partial<Settings>): void {
  current = { ...current, ...change };
  try {
    localStorage.setItem(KEY, JSON.stringify(current));
  } catch {
    // Private windows may refuse storage: the choice then lasts as long as the page.
  }
  show(current);
  for (const listener of listeners) listener();
}

/** The settings now, for code outside React (request headers). */
export function settingsNow(): Settings {
  return current;
}

export function useSettings(): Settings {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );
}

export function showSettings(): void {
  show(current);
}
