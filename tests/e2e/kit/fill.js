// Fills the demonstration once for all stories; each story begins on a copy of it.
import { cp, rm } from 'node:fs/promises'
import { filled, startServer } from './server.js'

await rm(filled, { recursive: true, force: true })
const server = await startServer()
await server.halt()
await cp(server.data, filled, { recursive: true })
await server.stop()
