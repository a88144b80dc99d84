import { defineConfig } from 'vite';

/** `node dist/verify.mjs FOLDER…`, the domain as a command for comparing answers with the C# verifier. */
export default defineConfig({
  publicDir: false,
  build: {
    ssr: 'src/commandline/verify.ts',
    outDir: 'dist',
    emptyOutDir: false,
    target: 'node20',
    minify: false,
    rollupOptions: { output: { entryFileNames: 'verify.mjs' } },
  },
});
