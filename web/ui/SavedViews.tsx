// Named views of a list: its filters, sorting and columns under a name, one click away.
import { Button, Form, Input, Popover } from 'antd';
import { useState } from 'react';
import { Link, useLocation } from 'react-router';
import { useT } from '../messages/index.tsx';
import s from './DataTable.module.css';
import { BookmarkIcon, CloseIcon } from './icons.tsx';
import type { TableTaste } from './savedViews.ts';

/** The address's query without the page number. */
function searchNow(search: string): string {
  const params = new URLSearchParams(search);
  params.delete('page');
  params.delete('after');
  return params.toString();
}

export function SavedViews({ taste, onTaste }: { taste: TableTaste; onTaste: (change: Partial<TableTaste>) => void }) {
  const t = useT();
  const { search } = useLocation();
  const [open, setOpen] = useState(false);
  const save = ({ name }: { name: string }) => {
    const view = { name: name.trim(), search: searchNow(search), hidden: taste.hidden };
    onTaste({ views: [...taste.views.filter((kept) => kept.name !== view.name), view] });
    setOpen(false);
  };
  const content = (
    <div className={s.views}>
      {taste.views.length === 0 && <p className={s.quiet}>{t.ui.table.noViews}</p>}
      <ul>
        {taste.views.map((view) => (
          <li key={view.name}>
            <Link
              to={{ search: view.search }}
              onClick={() => {
                onTaste({ hidden: view.hidden });
                setOpen(false);
              }}
            >
              {view.name}
            </Link>
            <Button
              type="text"
              size="small"
              icon={<CloseIcon size={14} />}
              aria-label={t.ui.table.removeView(view.name)}
              onClick={() => onTaste({ views: taste.views.filter((kept) => kept.name !== view.name) })}
            />
          </li>
        ))}
      </ul>
      <Form layout="inline" onFinish={save}>
        <Form.Item name="name" rules={[{ required: true, whitespace: true, message: t.ui.table.viewName }]}>
          <Input
            placeholder={t.ui.table.viewName}
            aria-label={t.ui.table.viewName}
            maxLength={20}
            style={{ width: 130 }}
          />
        </Form.Item>
        <Button htmlType="submit">{t.ui.table.saveView}</Button>
      </Form>
    </div>
  );
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      open={open}
      onOpenChange={setOpen}
      content={content}
      destroyOnHidden
    >
      <Button icon={<BookmarkIcon size={16} />}>{t.ui.table.views}</Button>
    </Popover>
  );
}
