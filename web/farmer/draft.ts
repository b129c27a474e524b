// What is being typed, kept on the phone until it has been sent: a dropped network or a closed page loses nothing.
import { useEffect, useState } from 'react';

const PREFIX = 'xingnong.draft.';

function read(key: string): string {
  try {
    return localStorage.getItem(PREFIX + key) ?? '';
  } catch {
    // Private windows may refuse storage: the text then lasts as long as the page.
    return '';
  }
}

function write(key: string, text: string): void {
  try {
    if (text === '') localStorage.removeItem(PREFIX + key);
    else localStorage.setItem(PREFIX + key, text);
  } catch {
    // As above.
  }
}

/** Text under a key of its own: its value, and how to change it; '' forgets it. */
export function useDraft(key: string): readonly [string, (text: string) => void] {
  const [text, setText] = useState(() => read(key));
  useEffect(() => write(key, text), [key, text]);
  return [text, setText];
}

/** Forgets every draft: a phone may be shared, and signing out leaves nothing behind. */
export function forgetDrafts(): void {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key);
  } catch {
    // No storage, no drafts.
  }
}
