// Everything behind the sign-in: antd with the house theme and language, and the frame for whoever is signed in.
import { useSuspenseQuery } from '@tanstack/react-query';
import { App, ConfigProvider } from 'antd';
import enUS from 'antd/es/locale/en_US';
import zhCN from 'antd/es/locale/zh_CN';
import { useMemo } from 'react';
import { Navigate, useLocation } from 'react-router';
import { meQuery } from '../api/queries.ts';
import { useLanguage } from '../messages/index.tsx';
import { paths } from '../paths.ts';
import { SessionProvider } from '../session.tsx';
import { useSettings } from '../settings.ts';
import { antdTheme } from '../theme.ts';
import { Frame } from './Frame.tsx';

const STILL = '(prefers-reduced-motion: reduce)';

export function Component() {
  const { pathname, search } = useLocation();
  const language = useLanguage();
  const { largeType } = useSettings();
  const { data: me } = useSuspenseQuery(meQuery);
  const theme = useMemo(() => antdTheme({ large: largeType, still: window.matchMedia(STILL).matches }), [largeType]);
  if (me === null) return <Navigate to={paths.signIn(pathname + search)} replace />;
  return (
    <ConfigProvider theme={theme} locale={language === 'zh' ? zhCN : enUS} button={{ autoInsertSpace: false }}>
      <App>
        <SessionProvider me={me}>
          <Frame />
        </SessionProvider>
      </App>
    </ConfigProvider>
  );
}
