// The phone application starts here. It carries no antd: a slow phone must not pay for desk tables.
import 'virtual:theme.css';
import '../base.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createBrowserRouter } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { createQueryClient } from '../api/queries.ts';
import { firstWords, MessagesProvider } from '../messages/index.tsx';
import { phoneZh } from '../messages/phone.zh.ts';
import { showSettings } from '../settings.ts';
import { routes } from './routes.tsx';

const dictionaries = { zh: phoneZh, en: async () => (await import('../messages/phone.en.ts')).phoneEn };

showSettings();
const queries = createQueryClient();
const router = createBrowserRouter(routes);
const first = await firstWords(dictionaries);

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <MessagesProvider dictionaries={dictionaries} first={first}>
        <RouterProvider router={router} />
      </MessagesProvider>
    </QueryClientProvider>
  </StrictMode>,
);
