// The server as a visitor of the demonstration starts it: own data, own port, ended with the test.
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { freePort } from './free-port.js'
import { messageWords, told } from './log.js'
import { newDatabase, openCluster } from './postgres.js'

const binary = process.env.LIANJING_BIN ?? fileURLToPath(new URL('../../../target/debug/lianjing', import.meta.url))
const longestStart = 300_000

/** A data folder that holds the demonstration already, made by `fill.js`: filling anew for each story takes long. */
export const filled = fileURLToPath(new URL('../artefacts/filled', import.meta.url))

/**
 * Starts `lianjing demo` on a folder of its own. `publicUrl` is what links say, if not the server's own address; on
 * PostgreSQL, the demonstration is filled anew into a cluster of this server's own.
 */
export async function startServer({ publicUrl, postgres = false } = {}) {
  const data = await mkdtemp(join(tmpdir(), 'lianjing-e2e-'))
  const cluster = postgres ? await openCluster() : undefined
  if (!cluster && existsSync(filled)) await cp(filled, data, { recursive: true })
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const env = {
    ...process.env,
    LIANJING_DATA__DIR: data,
    LIANJING_KEYS__DIR: join(data, 'keys'),
    LIANJING_HTTP__LISTEN: `127.0.0.1:${port}`,
    LIANJING_HTTP__PUBLIC_URL: publicUrl ?? url,
    RUST_LOG: 'info,sqlx=warn,actix_server=warn',
    ...(cluster && (await newDatabase(cluster, 'lianjing'))),
  }
  const server = { url, port, data, said: '', log: '', process: undefined }
  const run = async () => void (server.process = await launch(server, env))
  await run()
  return {
    url,
    port,
    data,
    accounts: await readJson(data, 'demo-accounts.json'),
    reports: await readJson(data, 'demo-reports.json'),
    sticker: /\/q\/([0-9A-Za-z-]+)/i.exec(server.said)?.[1],
    /** Ends the process as a power cut would, and starts it again on what it left. */
    async crashAndRestart() {
      await end(server.process, 'SIGKILL')
      await run()
    },
    halt: () => end(server.process, 'SIGTERM'),
    /** Runs another command of the program on the same data, for which the server must rest. */
    async offline(...args) {
      await end(server.process, 'SIGTERM')
      await promisify(execFile)(binary, args, { cwd: data, env: { ...env, LIANJING_PLATFORM__DEMO: 'true', LIANJING_SMS__PROVIDER: 'demo' } })
      await run()
    },
    /** Ends it. What it logged must hold no phone to which a message went, and no code of one. */
    async stop() {
      const words = await messageWords(url)
      await end(server.process, 'SIGTERM')
      cluster?.close()
      await rm(data, { recursive: true, force: true })
      const found = told(server.log, words)
      if (found.length > 0) throw new Error(`the log tells what it must not: ${found.join(', ')}`)
    },
  }
}

async function launch(server, env) {
  const child = spawn(binary, ['demo'], { cwd: server.data, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let complaint = ''
  child.stdout.on('data', (text) => void (server.said += text))
  child.stderr.on('data', (text) => {
    server.log += text
    complaint = (complaint + text).slice(-4000)
  })
  child.on('error', (error) => void (complaint = error.message))
  const end = Date.now() + longestStart
  while (Date.now() < end) {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) throw new Error(`${binary} ended at once:\n${complaint}`)
    if (await answers(`${server.url}/readyz`)) return child
    await new Promise((resolve) => setTimeout(resolve, 150))
  }
  child.kill('SIGKILL')
  throw new Error(`the server did not answer within ${longestStart / 1000} s:\n${complaint}`)
}

async function answers(address) {
  try {
    return (await fetch(address)).ok
  } catch {
    return false
  }
}

async function end(child, signal) {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill(signal)
  const hard = setTimeout(() => child.kill('SIGKILL'), 12_000)
  await ended
  clearTimeout(hard)
}

async function readJson(folder, name) {
  return JSON.parse(await readFile(join(folder, name), 'utf8'))
}
