// The head of every page: title, one sentence of what it is for, at most one primary action, pages beside it.
import type { ReactNode } from 'react';
import { NavLink } from 'react-router';
import s from './PageHeader.module.css';

export interface PageHeaderProps {
  readonly title: string;
  /** One sentence: what this page is for. */
  readonly lead?: ReactNode;
  /** The one primary action. */
  readonly action?: ReactNode;
  /** Quieter actions, left of the primary one. */
  readonly more?: ReactNode;
  /** Pages of the same section. */
  readonly tabs?: readonly { readonly to: string; readonly label: string; readonly end?: boolean }[];
}

export function PageHeader({ title, lead, action, more, tabs }: PageHeaderProps) {
  return (
    <header className={s.header}>
      <title>{`${title} · 兴农`}</title>
      <div className={s.row}>
        <div className={s.words}>
          <h1>{title}</h1>
          {lead && <p className={s.lead}>{lead}</p>}
        </div>
        {(action || more) && (
          <div className={`${s.actions} no-print`}>
            {more}
            {action}
          </div>
        )}
      </div>
      {tabs && tabs.length > 0 && (
        <nav className={`${s.tabs} no-print`} aria-label={title}>
          {tabs.map((tab) => (
            <NavLink
              key={tab.to}
              to={tab.to}
              end={tab.end ?? false}
              className={({ isActive }) => (isActive ? `${s.tab} ${s.here}` : (s.tab ?? ''))}
            >
              {tab.label}
            </NavLink>
          ))}
        </nav>
      )}
    </header>
  );
}
