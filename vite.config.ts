// Builds the two bundles of web/: the officials' application at / and the light phone application at /m/.
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { cssVariables } from './web/theme.ts';

/** Renders the theme's tokens to a style sheet, so that pages paint in the right colours before any script runs. */
function themeSheet(): Plugin {
  const resolved = '/__theme.css';
  return {
    name: 'xingnong-theme',
    resolveId: (id) => (id === 'virtual:theme.css' ? resolved : undefined),
    load: (id) => (id === resolved ? cssVariables() : undefined),
  };
}

/** Sends deep links under /m/ to the phone application in development, as the server does in production. */
function phoneFallback(): Plugin {
  return {
    name: 'xingnong-phone-fallback',
    configureServer(server) {
      server.middlewares.use((request, _response, next) => {
        const path = (request.url ?? '').split('?')[0] ?? '';
        if (/^\/m(\/[^.@]*)?$/.test(path)) request.url = '/m/index.html';
        next();
      });
    },
  };
}

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The running server. Its routes only: web/api/*.ts are modules of this project and lie under /api too. */
const server = process.env.API ?? `http://127.0.0.1:${process.env.PORT ?? '3000'}`;
const proxy = { '^/api/(v1|auth)/': { target: server, headers: { origin: server } } };

// The table editor's package brings a code editor and a WebAssembly engine that a decision table does without.
const without = [
  { find: /^(monaco-editor|@monaco-editor\/react)$/, replacement: file('web/features/rules/editor/monaco.ts') },
  { find: /^@gorules\/zen-engine-wasm$/, replacement: file('web/features/rules/editor/engine.ts') },
];

export default defineConfig({
  root: 'web',
  resolve: { alias: without },
  publicDir: 'public',
  plugins: [react(), themeSheet(), phoneFallback()],
  server: { host: '127.0.0.1', proxy },
  preview: { host: '127.0.0.1', proxy },
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    chunkSizeWarningLimit: 900,
    rolldownOptions: { input: { officials: file('web/index.html'), phone: file('web/m/index.html') } },
  },
});
