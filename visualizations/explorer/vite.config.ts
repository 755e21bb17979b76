import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { defineConfig, type Plugin } from 'vitest/config';

/** Remove the scripts of the last build; boundaries beside them (`places/`) are made elsewhere. */
function cleared(): Plugin {
  let assets = '';
  return {
    name: 'trama-cleared',
    apply: 'build',
    configResolved(config) {
      assets = resolve(config.root, config.build.outDir, config.build.assetsDir);
    },
    buildStart() {
      rmSync(assets, { recursive: true, force: true });
    },
  };
}

export default defineConfig({
  base: '/explorer/',
  publicDir: false,
  plugins: [cleared()],
  build: {
    outDir: process.env.TRAMA_EXPLORER_OUT ?? '../static/explorer',
    emptyOutDir: false,
    target: 'es2022',
    // A data: address in a style or script would need a wider Content-Security-Policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
  },
  worker: { format: 'es' },
  test: { environment: 'happy-dom', include: ['src/**/*.test.ts'] },
});
