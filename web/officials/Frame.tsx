// The officials' frame: the rail of drawers at the left, the quiet strip on top, the page on paper.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Dropdown, Tooltip } from 'antd';
import { useEffect, useRef } from 'react';
import { Link, Outlet, useLocation, useNavigate } from 'react-router';
import { signOut } from '../api/auth.ts';
import { placesQuery } from '../api/queries.ts';
import { useT } from '../messages/index.tsx';
import { paths } from '../paths.ts';
import { useSession } from '../session.tsx';
import { choose, useSettings } from '../settings.ts';
import { DownIcon, PersonIcon, PlaceIcon } from '../ui/icons.tsx';
import { Mark } from '../ui/Mark.tsx';
import s from './Frame.module.css';
import { JobsBell } from './JobsBell.tsx';
import { PlacePicker } from './PlacePicker.tsx';
import { PrintHead } from './PrintHead.tsx';
import { useKeepPlace } from './place.ts';
import { SearchField } from './SearchField.tsx';
import { sectionOf, sectionsFor } from './sections.ts';

export function Frame() {
  const t = useT();
  const me = useSession();
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const first = useRef(true);
  useEffect(() => openOnPaper(), []);
  useEffect(() => {
    // After a change of page the keyboard stands at the page's beginning, and the reader hears its title.
    if (first.current) first.current = false;
    else if (pathname) main.current?.focus({ preventScroll: true });
  }, [pathname]);
  return (
    <div className={s.frame}>
      <a className="skip-link" href="#main">
        {t.act.skip}
      </a>
      <Rail />
      <div className={s.right}>
        <header className={`${s.strip} no-print`}>
          <span className={s.placeWrap}>
            <PlaceIcon size={18} />
            <PlacePicker />
          </span>
          <SearchField />
          <span className={s.gap} />
          <Tooltip title={t.shell.businessDateWhy}>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: its explanation must be reachable by keyboard */}
            <span className={s.date} tabIndex={0}>
              <span className={s.dateLabel}>{t.shell.businessDate}</span> {me.businessDate}
            </span>
          </Tooltip>
          <JobsBell />
          <Switches />
          <PersonMenu />
        </header>
        <main id="main" ref={main} className={s.main} tabIndex={-1}>
          <PrintHead />
          <Outlet />
          {me.demo && (
            <p className={s.demo}>
              <span className={s.seal}>{t.brand.demoSeal}</span>
              {t.brand.demoNote}
            </p>
          )}
        </main>
      </div>
    </div>
  );
}

/** What is folded on the screen is unfolded on paper, and folded again after. */
function openOnPaper(): () => void {
  let folded: HTMLDetailsElement[] = [];
  const before = () => {
    folded = [...document.querySelectorAll<HTMLDetailsElement>('main details:not([open])')];
    for (const one of folded) one.open = true;
  };
  const after = () => {
    for (const one of folded) one.open = false;
  };
  window.addEventListener('beforeprint', before);
  window.addEventListener('afterprint', after);
  return () => {
    window.removeEventListener('beforeprint', before);
    window.removeEventListener('afterprint', after);
  };
}

function Rail() {
  const t = useT();
  const me = useSession();
  const keep = useKeepPlace();
  const { pathname } = useLocation();
  const sections = sectionsFor(me.role);
  const here = sectionOf(pathname, sections);
  return (
    <nav className={`${s.rail} no-print`} aria-label={t.shell.railLabel}>
      <div className={s.cabinet}>
        <Link to={keep(paths.today())} className={s.brand} aria-label={t.brand.name}>
          <Mark size={36} />
        </Link>
        <ul className={s.drawers}>
          {sections.map((section) => (
            <li key={section.key}>
              <Link
                to={keep(section.pages[0]!.to)}
                className={section.key === here ? `${s.drawer} ${s.here}` : s.drawer}
                aria-current={section.key === here ? 'page' : undefined}
              >
                <span className={s.glyph} aria-hidden="true" lang="zh-CN">
                  {t.shell.glyphs[section.key]}
                </span>
                <span className={s.word}>{t.shell.sections[section.key]}</span>
              </Link>
            </li>
          ))}
        </ul>
      </div>
    </nav>
  );
}

function Switches() {
  const t = useT();
  const { language, largeType } = useSettings();
  return (
    <span className={s.switches}>
      <button
        type="button"
        className={s.switch}
        aria-pressed={largeType}
        title={t.largeType.label}
        aria-label={t.largeType.label}
        onClick={() => choose({ largeType: !largeType })}
      >
        <span className={s.small} aria-hidden="true">
          A
        </span>
        <span className={s.large} aria-hidden="true">
          A
        </span>
      </button>
      <button
        type="button"
        className={s.switch}
        title={t.language.switchLabel}
        aria-label={t.language.switchLabel}
        onClick={() => choose({ language: language === 'zh' ? 'en' : 'zh' })}
      >
        {t.language.switchTo}
      </button>
    </span>
  );
}

function PersonMenu() {
  const t = useT();
  const me = useSession();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { data: places } = useQuery(placesQuery);
  const place = places?.find((known) => known.code === me.region)?.name ?? me.region;
  const leave = async () => {
    await signOut();
    // Nothing that the last person saw stays in memory for the next.
    queries.clear();
    await navigate(paths.signIn());
  };
  return (
    <Dropdown
      trigger={['click']}
      placement="bottomRight"
      menu={{
        items: [
          {
            key: 'who',
            type: 'group',
            label: `${t.roles[me.role]} · ${t.shell.person.at(place)}${me.mayWrite ? '' : ` · ${t.shell.person.readOnly}`}`,
          },
          { key: 'account', label: t.shell.account.title },
          { key: 'out', label: t.act.signOut },
        ],
        onClick: ({ key }) => {
          if (key === 'out') void leave();
          if (key === 'account') void navigate(paths.account());
        },
      }}
    >
      <Button
        type="text"
        className={s.person ?? ''}
        aria-label={`${t.shell.person.menu}：${me.name}`}
        icon={<PersonIcon size={18} />}
      >
        {me.name}
        <DownIcon size={14} />
      </Button>
    </Dropdown>
  );
}
