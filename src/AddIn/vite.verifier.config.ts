import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { defineConfig, type Plugin } from 'vite';

const page = (file: string): string => readFileSync(resolve(import.meta.dirname, 'src/ui/verify', file), 'utf8');
const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Puts style and script into one html file whose policy allows exactly these two and no connection at all. */
const oneFile: Plugin = {
  name: 'one-file',
  enforce: 'post',
  generateBundle(_, bundle) {
    const [chunk, ...others] = Object.values(bundle);
    if (chunk?.type !== 'chunk' || others.length > 0) throw new Error('verify.html must come from one chunk');
    // Inside a script element only these two could end it early.
    const script = chunk.code.trim().replaceAll('</script', String.raw`<\/script`).replaceAll('<!--', String.raw`<\!--`);
    const style = page('verify.css').trim();
    const policy = [
      "default-src 'none'", `script-src ${hashOf(script)} 'wasm-unsafe-eval'`, `style-src ${hashOf(style)}`, 'worker-src blob:', "base-uri 'none'", "form-action 'none'",
    ].join('; ');
    delete bundle[chunk.fileName];
    const source = page('verify.html').replace('%POLICY%', () => policy).replace('%STYLE%', () => style).replace('%SCRIPT%', () => script);
    this.emitFile({ type: 'asset', fileName: 'verify.html', source });
    // What certificates print; `sha256sum -c verify.sha256` checks a copy of the page.
    this.emitFile({ type: 'asset', fileName: 'verify.sha256', source: `${createHash('sha256').update(source).digest('hex')}  verify.html\n` });
  },
};

export default defineConfig({
  publicDir: false,
  plugins: [oneFile],
  build: {
    lib: { entry: 'src/ui/verify/main.ts', formats: ['iife'], name: 'verifier', fileName: 'verify' },
    outDir: 'dist',
    emptyOutDir: false,
    target: 'es2022',
    minify: true,
  },
});
