import { defineConfig } from 'vite';

/** The script of the custom functions: one classic file, since Excel runs it outside any page. */
export default defineConfig({
  publicDir: false,
  build: {
    lib: { entry: 'src/functions/functions.ts', formats: ['iife'], name: 'SpotCheckFunctions', fileName: () => 'functions.js' },
    outDir: 'dist/site',
    emptyOutDir: false,
    target: 'es2020',
  },
});
