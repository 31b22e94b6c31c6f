// The build: old browsers as the floor, hashed files, a manifest for the server and for the budget.
import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin } from 'vite'

const server = 'http://127.0.0.1:8080'

/** TweetNaCl looks for Node's source of chance, which a browser has not and a check does not need: else a shim for it would come with the entry. */
const withoutNode: Plugin = {
  name: 'without-node',
  transform: (code, id) => (id.includes('tweetnacl') ? code.replace("typeof require !== 'undefined'", 'false') : undefined),
}

export default defineConfig({
  plugins: [withoutNode],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  build: {
    target: ['chrome64', 'safari12'],
    cssTarget: ['chrome64', 'safari12'],
    manifest: true,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
  },
  server: {
    proxy: Object.fromEntries(['/graphql', '/uploads', '/media', '/q', '/Q'].map((path) => [path, server])),
  },
})
