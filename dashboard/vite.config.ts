import { defineConfig } from 'vite';

/** The dashboard as static files; `npm run build` makes them, and the product serves them at `/`. */
export default defineConfig({
  root: import.meta.dirname,
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    // Inlined files would need a looser Content-Security-Policy.
    assetsInlineLimit: 0,
    // One file of styles, and no code that fetches those of a part ahead of it: it is smaller altogether.
    cssCodeSplit: false,
    modulePreload: {
      polyfill: false,
      resolveDependencies: (_, files, { hostType }) => (hostType === 'html' ? files : []),
    },
    chunkSizeWarningLimit: 2_000,
  },
  server: {
    // For work on the page itself: `npx vite dashboard`, beside `npm run dev`.
    proxy: { '/graphql': 'http://127.0.0.1:4000', '/sign-in-cookie': 'http://127.0.0.1:4000' },
  },
});
