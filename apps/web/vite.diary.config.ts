// How the diary app is built: a single page of its own with its files under static/diary, and the list of them for the service worker.
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vite'

export default defineConfig({
  root: 'src/diary',
  base: '/diary/',
  publicDir: 'public',
  plugins: [svelte({ configFile: false, compilerOptions: { cssHash: ({ hash, css }) => `d-${hash(css)}` } })],
  build: {
    outDir: '../../static/diary',
    emptyOutDir: true,
    target: 'es2022',
    // the shell has no inline script, and what is asked for early is in the service worker's store already
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
})
