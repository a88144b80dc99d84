import react from '@vitejs/plugin-react';
import { resolve } from 'node:path';
import { defineConfig, type Plugin } from 'vite';

const source = resolve(import.meta.dirname, 'src/ui');

/** Univer's 76 hyphenation patterns: cells break where Chinese and numbers break, and 6 MB would ride along for nothing. */
const withoutHyphenation: Plugin = {
  name: 'without-hyphenation',
  enforce: 'pre',
  resolveId: (id, importer) => (importer?.includes('@univerjs/engine-render/lib/es/index') === true && /^\.\/[a-z][\w-]+\.js$/.test(id) ? '\0no-hyphenation' : null),
  load: (id) => (id === '\0no-hyphenation' ? 'export {};' : null),
};

/** The pane and the workbench, as the service hands them out. Pages at the top, hashed files under assets/. */
export default defineConfig({
  plugins: [withoutHyphenation, react()],
  root: source,
  base: '/',
  publicDir: resolve(import.meta.dirname, 'public'),
  resolve: { dedupe: ['react', 'react-dom'] },
  build: {
    outDir: resolve(import.meta.dirname, 'dist/site'),
    emptyOutDir: true,
    target: 'es2022',
    manifest: true,
    chunkSizeWarningLimit: 12_000,
    // A policy without data: scripts; small files stay files.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: { input: { pane: resolve(source, 'pane/pane.html'), workbench: resolve(source, 'workbench/workbench.html'), signIn: resolve(source, 'signIn/sign-in.html') } },
  },
});
