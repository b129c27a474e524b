// Types that the bundler supplies: style and picture imports, and the theme rendered to CSS by vite.config.ts.
/// <reference types="vite/client" />

declare module 'virtual:theme.css';
