// The phone application's few components: large controls, plain words, no antd. Targets are 48 px or more.
import { type ButtonHTMLAttributes, type ReactNode, useEffect, useState } from 'react';
import { Link } from 'react-router';
import { useLanguage, usePhoneT } from '../messages/index.tsx';
import { PhoneIcon, SpeakerIcon, TickIcon } from '../ui/icons.tsx';
import s from './ui.module.css';

/** A page that is one task: what it is for, one sentence, the content, the person to ask. */
export function TaskPage(props: { title: string; lead?: ReactNode; children: ReactNode; help?: HelpPerson | null }) {
  const t = usePhoneT();
  return (
    <article>
      <title>{`${props.title} · ${t.brand.name}`}</title>
      <h1 className={s.title}>{props.title}</h1>
      {props.lead && <p className={s.lead}>{props.lead}</p>}
      {props.children}
      {props.help && <HelpCard {...props.help} />}
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

export interface HelpPerson {
  /** 网格员 林月华 */
  readonly name: string;
  readonly phone: string;
}

/** A person and a phone number: on every page. */
export function HelpCard({ name, phone }: HelpPerson) {
  const t = usePhoneT();
  return (
    <aside className={`${s.help} no-print`}>
      <h2>{t.phone.help.title}</h2>
      <a className={s.call} href={`tel:${phone.replace(/[^\d+]/g, '')}`}>
        <PhoneIcon size={24} />
        <span>
          {t.phone.help.call(name)}
          <small>{phone}</small>
        </span>
      </a>
    </aside>
  );
}

export type TrackState = 'done' | 'now' | 'later';

export interface TrackStep {
  readonly key: string;
  readonly label: string;
  readonly state: TrackState;
  /** 2026-03-04, or a sentence. */
  readonly note?: string | null;
}

/** Progress told as a parcel is tracked: 村里核实 → 村民评议 → 公示 → 镇里审核 → 县里确认. */
export function ParcelTrack({ steps }: { steps: readonly TrackStep[] }) {
  const t = usePhoneT();
  return (
    <ol className={s.track}>
      {steps.map((step) => (
        <li key={step.key} className={s[step.state]} aria-current={step.state === 'now' ? 'step' : undefined}>
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

/** Reads `text` aloud by the device's own voice; shows nothing where there is none. */
export function ReadAloud({ text }: { text: string }) {
  const t = usePhoneT();
  const language = useLanguage();
  const [reading, setReading] = useState(false);
  const voice = typeof window !== 'undefined' && 'speechSynthesis' in window;
  useEffect(() => () => (voice ? window.speechSynthesis.cancel() : undefined), [voice]);
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
