// The phone application's few components: large controls, plain words, no antd. Targets are 48 px or more.

import { useQuery } from '@tanstack/react-query';
import { type ButtonHTMLAttributes, type ReactNode, useEffect, useId, useState } from 'react';
import { Link } from 'react-router';
import { useLanguage, usePhoneT } from '../messages/index.tsx';
import { PhoneIcon, SpeakerIcon, TickIcon } from '../ui/icons.tsx';
import { helpersQuery } from './queries.ts';
import type { TrackStep } from './story.ts';
import s from './ui.module.css';

/** A page that is one task: what it is for, one sentence, the content, the person to ask. `spoken` is read aloud. */
export function TaskPage(props: {
  title: string;
  lead?: ReactNode;
  spoken?: string | undefined;
  /** The page above this one, by its address; the four places have none. */
  back?: string;
  children: ReactNode;
}) {
  const t = usePhoneT();
  return (
    <article>
      <title>{`${props.title} · ${t.brand.name}`}</title>
      {props.back && (
        <Link to={props.back} className={`${s.back} no-print`}>
          <span aria-hidden="true">‹</span> {t.act.back}
        </Link>
      )}
      <h1 className={s.title}>{props.title}</h1>
      {props.lead && <p className={s.lead}>{props.lead}</p>}
      {props.spoken && <ReadAloud text={props.spoken} />}
      {props.children}
      <HelpCard />
    </article>
  );
}

/** A white sheet with a heading. */
export function Sheet({ title, children, aside }: { title?: string; children: ReactNode; aside?: ReactNode }) {
  return (
    <section className={s.sheet}>
      {title && (
        <div className={s.sheetHead}>
          <h2>{title}</h2>
          {aside}
        </div>
      )}
      {children}
    </section>
  );
}

export interface BigButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled'> {
  readonly kind?: 'primary' | 'plain';
  /** Why it can't be pressed now, said under the button. */
  readonly whyNot?: string | null;
}

export function BigButton({ kind = 'primary', whyNot, onClick, ...rest }: BigButtonProps) {
  return (
    <>
      <button
        type="button"
        {...rest}
        className={`${s.button} ${s[kind]}`}
        aria-disabled={whyNot ? true : undefined}
        onClick={(event) => (whyNot ? event.preventDefault() : onClick?.(event))}
      />
      {whyNot && <p className={s.whyNot}>{whyNot}</p>}
    </>
  );
}

/** A password to type, with the choice to see it. */
export function PasswordBox(props: {
  label: string;
  value: string;
  error?: string | null;
  autoComplete: 'current-password' | 'new-password';
  onChange: (value: string) => void;
}) {
  const t = usePhoneT();
  const id = useId();
  const [shown, setShown] = useState(false);
  return (
    <div className={s.field}>
      <label htmlFor={id}>{props.label}</label>
      <span className={s.beside}>
        <input
          id={id}
          type={shown ? 'text' : 'password'}
          autoComplete={props.autoComplete}
          value={props.value}
          aria-invalid={props.error ? true : undefined}
          onChange={(event) => props.onChange(event.target.value)}
        />
        <button type="button" aria-pressed={shown} onClick={() => setShown(!shown)}>
          {shown ? t.signIn.hidePassword : t.signIn.showPassword}
        </button>
      </span>
      {props.error && (
        <p className={s.whyNot} role="alert">
          {props.error}
        </p>
      )}
    </div>
  );
}

/** Reasons, one line each. */
export function ReasonList({ reasons }: { reasons: readonly string[] }) {
  return (
    <ul className={s.reasons}>
      {reasons.map((reason) => (
        <li key={reason}>{reason}</li>
      ))}
    </ul>
  );
}

/** A row that leads somewhere. */
export function BigLink({ to, title, note }: { to: string; title: string; note?: string }) {
  return (
    <Link to={to} className={s.bigLink}>
      <span>
        <strong>{title}</strong>
        {note && <small>{note}</small>}
      </span>
      <span aria-hidden="true">›</span>
    </Link>
  );
}

/** A box to write in, with its label, a hint, and what is wrong with it. */
export function TextBox(props: {
  label: string;
  hint?: string;
  value: string;
  error?: string | null;
  onChange: (value: string) => void;
}) {
  const id = useId();
  return (
    <div className={s.field}>
      <label htmlFor={id}>{props.label}</label>
      <textarea
        id={id}
        rows={5}
        maxLength={2000}
        value={props.value}
        aria-describedby={props.hint ? `${id}-hint` : undefined}
        aria-invalid={props.error ? true : undefined}
        onChange={(event) => props.onChange(event.target.value)}
      />
      {props.hint && <small id={`${id}-hint`}>{props.hint}</small>}
      {props.error && (
        <p className={s.whyNot} role="alert">
          {props.error}
        </p>
      )}
    </div>
  );
}

/** The line that answers everywhere in China for public services. */
const HOTLINE = '12345';

/** A person and a phone number: on every page. Until the village's answer is here, the hotline alone. */
export function HelpCard() {
  const t = usePhoneT();
  const words = t.phone.help;
  const { data } = useQuery(helpersQuery);
  const [person] = data?.people ?? [];
  const place = data?.place ?? null;
  return (
    <aside className={`${s.help} no-print`}>
      <h2>{words.title}</h2>
      <p>
        {person && place !== null && <strong>{words.person(person.name, place)}</strong>}
        {place === null ? words.villageUnknown : words.village(place)}
      </p>
      <a className={s.call} href={`tel:${HOTLINE}`}>
        <PhoneIcon size={24} />
        <span>
          {words.hotline}
          <small>{words.hotlineNote}</small>
        </span>
      </a>
    </aside>
  );
}

/** Progress told as a parcel is tracked: 村里核实 → 村民评议 → 公示 → 镇里审核 → 县里确认. */
export function ParcelTrack({ steps }: { steps: readonly TrackStep[] }) {
  const t = usePhoneT();
  return (
    <ol className={s.track} aria-label={t.phone.track.label}>
      {steps.map((step) => (
        <li
          key={step.key}
          className={s[step.state]}
          aria-current={step.state === 'now' || step.state === 'next' ? 'step' : undefined}
        >
          <span className={s.dot}>{step.state === 'done' && <TickIcon size={16} />}</span>
          <span>
            <strong>{step.label}</strong>
            <small>
              {t.phone.track[step.state]}
              {step.note ? ` · ${step.note}` : ''}
            </small>
          </span>
        </li>
      ))}
    </ol>
  );
}

/** Whether the device has a voice for the language; voices may arrive late. */
function useVoice(language: 'zh' | 'en'): boolean {
  const [has, setHas] = useState(false);
  useEffect(() => {
    if (!('speechSynthesis' in window)) return;
    const look = () => setHas(window.speechSynthesis.getVoices().some(({ lang }) => lang.startsWith(language)));
    look();
    window.speechSynthesis.addEventListener('voiceschanged', look);
    return () => {
      window.speechSynthesis.removeEventListener('voiceschanged', look);
      window.speechSynthesis.cancel();
    };
  }, [language]);
  return has;
}

/** Reads `text` aloud by the device's own voice; shows nothing where there is none. */
export function ReadAloud({ text }: { text: string }) {
  const t = usePhoneT();
  const language = useLanguage();
  const [reading, setReading] = useState(false);
  const voice = useVoice(language);
  if (!voice) return null;
  const press = () => {
    window.speechSynthesis.cancel();
    if (reading) return setReading(false);
    const speech = new SpeechSynthesisUtterance(text);
    speech.lang = language === 'zh' ? 'zh-CN' : 'en';
    speech.rate = 0.9;
    speech.onend = () => setReading(false);
    speech.onerror = () => setReading(false);
    window.speechSynthesis.speak(speech);
    setReading(true);
  };
  return (
    <button type="button" className={`${s.read} no-print`} aria-pressed={reading} onClick={press}>
      <SpeakerIcon size={22} />
      {reading ? t.phone.stopReading : t.phone.readAloud}
    </button>
  );
}
