// Messages: typed dictionaries, Chinese first. English must have the shape of Chinese, or type checking fails.
// The officials' bundle holds `Messages`, the phone bundle the smaller `PhoneMessages`; what both use is `Shared`.
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { type Language, settingsNow, useSettings } from '../settings.ts';
import type { phoneZh } from './phone.zh.ts';
import type { sharedZh } from './shared.zh.ts';
import type { zh } from './zh.ts';

/** The same keys and the same placeholders, any words. */
export type Words<T> = T extends string
  ? string
  : T extends (...values: infer V) => string
    ? (...values: V) => string
    : { readonly [K in keyof T]: Words<T[K]> };

export type Shared = Words<typeof sharedZh>;
export type Messages = Words<typeof zh>;
export type PhoneMessages = Words<typeof phoneZh>;

export interface Dictionaries<M extends Shared> {
  readonly zh: M;
  /** Loaded when asked for: most people never leave Chinese. */
  readonly en: () => Promise<M>;
}

export interface LoadedWords<M extends Shared> {
  readonly language: Language;
  readonly words: M;
}

/** The words of the kept language, before the first paint. */
export async function firstWords<M extends Shared>(dictionaries: Dictionaries<M>): Promise<LoadedWords<M>> {
  const { language } = settingsNow();
  return { language, words: language === 'zh' ? dictionaries.zh : await dictionaries.en() };
}

const Context = createContext<Shared | null>(null);
const LanguageContext = createContext<Language>('zh');

/** Gives every page below it the dictionary of the chosen language; keeps the last one while the next loads. */
export function MessagesProvider<M extends Shared>({
  dictionaries,
  first,
  children,
}: {
  dictionaries: Dictionaries<M>;
  /** What the first paint says; main.tsx loads English before it when English was kept. */
  first: LoadedWords<M>;
  children: ReactNode;
}) {
  const { language } = useSettings();
  const [loaded, setLoaded] = useState(first);
  useEffect(() => {
    let wanted = true;
    const take = (words: M) => wanted && setLoaded({ language, words });
    if (language === 'zh') take(dictionaries.zh);
    else void dictionaries.en().then(take);
    return () => {
      wanted = false;
    };
  }, [language, dictionaries]);
  return (
    <LanguageContext.Provider value={loaded.language}>
      <Context.Provider value={loaded.words}>{children}</Context.Provider>
    </LanguageContext.Provider>
  );
}

function useDictionary(): Shared {
  const words = useContext(Context);
  if (words === null) throw new Error('no MessagesProvider above this page');
  return words;
}

/** The officials' dictionary. */
export function useT(): Messages {
  return useDictionary() as Messages;
}

/** The phone application's dictionary. */
export function usePhoneT(): PhoneMessages {
  return useDictionary() as PhoneMessages;
}

/** What components of both bundles may say. */
export function useSharedT(): Shared {
  return useDictionary();
}

/** The language actually shown (English counts once its words are loaded). */
export function useLanguage(): Language {
  return useContext(LanguageContext);
}
