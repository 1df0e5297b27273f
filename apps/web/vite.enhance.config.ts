// The small scripts that pages load when they can: each a file of its own in static/enhance, because pages have no other script.
import { defineConfig } from 'vite'

export default defineConfig({
  publicDir: false,
  build: {
    outDir: 'static/enhance',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: false,
    rolldownOptions: {
      input: {
        desk: 'src/enhance/desk.ts',
        'fragment-token': 'src/enhance/fragment-token.ts',
        passkeys: 'src/enhance/passkeys.ts',
        'reader-clock': 'src/enhance/reader-clock.ts',
        share: 'src/enhance/share.ts',
        writing: 'src/enhance/writing.ts',
      },
      output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
})
