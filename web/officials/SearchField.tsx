// The search of the top strip: `/` puts the cursor there from anywhere, Enter goes to the list of what matches.
import { Input, type InputRef } from 'antd';
import { useEffect, useRef } from 'react';
import { useNavigate } from 'react-router';
import { useT } from '../messages/index.tsx';
import { useSession } from '../session.tsx';
import { SearchIcon } from '../ui/icons.tsx';
import s from './Frame.module.css';
import { searchTarget } from './search.ts';

export function SearchField() {
  const t = useT();
  const { role } = useSession();
  const navigate = useNavigate();
  const field = useRef<InputRef>(null);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const at = event.target as HTMLElement;
      const typing = at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName);
      if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      field.current?.focus({ cursor: 'all' });
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
  const target = searchTarget(role);
  if (target === null) return null;
  return (
    <Input
      ref={field}
      className={s.search}
      variant="filled"
      prefix={<SearchIcon size={16} />}
      suffix={<kbd className={s.key}>/</kbd>}
      placeholder={t.shell.search.placeholder}
      aria-label={`${t.shell.search.label}（${t.shell.search.key}）`}
      onPressEnter={(event) => {
        const text = event.currentTarget.value.trim();
        if (text) void navigate(target(text));
      }}
    />
  );
}
