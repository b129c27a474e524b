// The officials' application starts here.
import 'virtual:theme.css';
import '../base.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createBrowserRouter } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { createQueryClient } from '../api/queries.ts';
import { firstWords, MessagesProvider } from '../messages/index.tsx';
import { zh } from '../messages/zh.ts';
import { showSettings } from '../settings.ts';
import { routes } from './routes.tsx';

const dictionaries = { zh, en: async () => (await import('../messages/en.ts')).en };

showSettings();
const queries = createQueryClient();
const router = createBrowserRouter(routes(queries));
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
