import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** Builds the pages on which tests and benchmarks try views without a server; nothing of it ships. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/explorer/',
  publicDir: false,
  build: {
    outDir: process.env.TRAMA_EXPLORER_OUT ?? '/nowhere',
    emptyOutDir: false,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
    rollupOptions: { input: fileURLToPath(new URL('map.html', import.meta.url)) },
  },
  worker: { format: 'es' },
});
