import react from '@vitejs/plugin-react';
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

const source = resolve(import.meta.dirname, 'src/ui');

/** Univer's 76 hyphenation patterns: cells break where Chinese and numbers break, and 6 MB would ride along for nothing. */
const withoutHyphenation: Plugin = {
  name: 'without-hyphenation',
  enforce: 'pre',
  resolveId: (id, importer) => (importer?.includes('@univerjs/engine-render/lib/es/index') === true && /^\.\/[a-z][\w-]+\.js$/.test(id) ? '\0no-hyphenation' : null),
  load: (id) => (id === '\0no-hyphenation' ? 'export {};' : null),
};

/** What the first screen needs comes in a handful of files and not in twenty: HTTP/1.1 fetches six at a time. The entry stays a file of its own: its name says which build a pane is of (`fetchPart`). */
const firstScreen = [
  { name: 'react', test: /[\\/]node_modules[\\/](?:react|react-dom|scheduler)[\\/]/ },
  { name: 'base', test: /[\\/]node_modules[\\/]openapi-fetch[\\/]|preload-helper|rolldown[\\/]runtime|[\\/]src[\\/](?:service|i18n|ports|auth|domain[\\/](?!draws)|usecases[\\/]whoAmI|hosts[\\/]web[\\/]protocol)/ },
  { name: 'first', test: /[\\/]node_modules[\\/](?:@fluentui|@griffel|@swc|@emotion|tabster|keyborg|rtl-css-js|stylis)[\\/]|[\\/]src[\\/](?:ui[\\/]pane[\\/](?!main|pane)|hosts[\\/]excel|hosts[\\/]web[\\/]FramedHost|commands|usecases)/ },
].map((group, at) => ({ ...group, priority: 9 - at, tags: ['$initial' as const] }));

/** What is certainly wanted is fetched before a script asks for it, and compiled while it arrives: nearly all functions of the first screen run at once. What the service hands out is packed here, once. */
const soon: Plugin = {
  name: 'soon',
  enforce: 'post',
  transformIndexHtml: {
    order: 'post',
    handler: (html, { bundle, filename }) => {
      const grid = Object.values(bundle ?? {}).find(({ name }) => name === 'sheet');
      if (!filename.endsWith('workbench.html') || grid === undefined) return html;
      return { html, tags: [{ tag: 'link', attrs: { rel: 'modulepreload', crossorigin: true, href: `/${grid.fileName}` }, injectTo: 'head' }] };
    },
  },
  // Vite itself writes into the beginning of a file after every other hook.
  writeBundle({ dir }, bundle) {
    for (const { type, name, fileName } of Object.values(bundle)) {
      if (!/\.(?:js|css)$/.test(fileName)) continue;
      const file = resolve(dir!, fileName);
      if (type === 'chunk' && ['pane', ...firstScreen.map((group) => group.name)].includes(name)) writeFileSync(file, `//# allFunctionsCalledOnLoad\n${readFileSync(file, 'utf8')}`);
      const content = readFileSync(file);
      writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
      writeFileSync(`${file}.br`, brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: content.length } }));
    }
  },
};

/** The pane and the workbench, as the service hands them out. Pages at the top, hashed files under assets/. */
export default defineConfig({
  plugins: [withoutHyphenation, react(), soon],
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
    rolldownOptions: {
      output: { codeSplitting: { groups: firstScreen } },
      input: { pane: resolve(source, 'pane/pane.html'), workbench: resolve(source, 'workbench/workbench.html'), signIn: resolve(source, 'signIn/sign-in.html') },
    },
  },
});
