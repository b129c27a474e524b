// The drawer that a row or a reason opens: titled, closed by Escape, full width on a phone, printable.
import { Drawer } from 'antd';
import type { ReactNode } from 'react';

export interface DetailDrawerProps {
  readonly open: boolean;
  readonly title: ReactNode;
  readonly onClose: () => void;
  /** px on a desk; a phone always gets the whole width. */
  readonly width?: number;
  readonly footer?: ReactNode;
  readonly children: ReactNode;
}

export function DetailDrawer({ open, title, onClose, width = 640, footer, children }: DetailDrawerProps) {
  return (
    <Drawer
      open={open}
      title={title}
      onClose={onClose}
      size={`min(100vw, ${width}px)`}
      destroyOnHidden
      {...(footer ? { footer } : {})}
    >
      {children}
    </Drawer>
  );
}
