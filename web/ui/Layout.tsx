// How pages lay their parts out: one below the other, or side by side where there is room. Children may always
// shrink, so a wide table scrolls inside its own frame and never widens the page.
import type { ReactNode } from 'react';
import s from './Layout.module.css';

/** Parts one below the other, 24 px apart. */
export function Stack({ children }: { children: ReactNode }) {
  return <div className={s.stack}>{children}</div>;
}

/** Parts side by side, as many as have `least` px each; below that, under one another. */
export function Columns({ least = 416, children }: { least?: number; children: ReactNode }) {
  return (
    <div
      className={s.columns}
      style={{ gridTemplateColumns: `repeat(auto-fit, minmax(min(100%, ${least / 16}rem), 1fr))` }}
    >
      {children}
    </div>
  );
}

/** A white sheet with a heading. */
export function Panel({ title, aside, children }: { title?: ReactNode; aside?: ReactNode; children: ReactNode }) {
  return (
    <section className={s.panel}>
      {(title || aside) && (
        <div className={s.head}>
          {title && <h2>{title}</h2>}
          {aside}
        </div>
      )}
      {children}
    </section>
  );
}

/** Names and values of one thing, in one or more columns. */
export function Facts({ items }: { items: readonly { readonly label: string; readonly value: ReactNode }[] }) {
  return (
    <dl className={s.facts}>
      {items.map((item) => (
        <div key={item.label}>
          <dt>{item.label}</dt>
          <dd>{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}
