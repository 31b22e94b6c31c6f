// A PostgreSQL cluster of its own, as the stories in Rust start one: it ends with this process.
import { execFile, spawn } from 'node:child_process'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { freePort } from './free-port.js'

const script = readFileSync(new URL('../../kit/cluster.sh', import.meta.url), 'utf8')
const password = 'only-on-loopback'

/** Starts a cluster. */
export async function openCluster() {
  const port = await freePort()
  const env = { ...process.env, BIN: programs(), PORT: String(port), PASSWORD: password, OPTIONS: '-c fsync=off -c full_page_writes=off' }
  // The script reaches whoever may not read this folder, too.
  const [command, ...before] = process.getuid() === 0 ? ['setpriv', '--reuid=nobody', '--regid=nogroup', '--clear-groups', 'bash'] : ['bash']
  const shell = spawn(command, [...before, '-c', script], { cwd: '/tmp', env, stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface(shell.stdout)
  const first = await new Promise((resolve) => {
    lines.once('line', resolve)
    shell.once('exit', (code) => resolve(`ended with ${code}`))
  })
  if (first !== 'ready') throw new Error(`PostgreSQL did not start: ${first}`)
  return { port, close: () => shell.stdin.end() }
}

/** Makes an empty database; answers the settings that lead a server to it. */
export async function newDatabase({ port }, name) {
  const psql = ['-X', '-q', '-v', 'ON_ERROR_STOP=1', '-h', '127.0.0.1', '-p', String(port), '-U', 'postgres', '-d', 'postgres']
  await promisify(execFile)(`${programs()}/psql`, [...psql, '-c', `CREATE DATABASE ${name} OWNER lianjing_owner`])
  const url = (role) => `postgres://${role}:${password}@127.0.0.1:${port}/${name}`
  return { LIANJING_DATABASE__URL: url('lianjing_app'), LIANJING_DATABASE__OWNER_URL: url('lianjing_owner'), LIANJING_DATABASE__SWEEP_URL: url('lianjing_sweep') }
}

/** The newest PostgreSQL that is installed. */
function programs() {
  const root = '/usr/lib/postgresql'
  const found = existsSync(root) ? readdirSync(root).filter((version) => existsSync(`${root}/${version}/bin/initdb`)) : []
  if (found.length === 0) throw new Error('PostgreSQL 15 or newer must be installed: apt-get install postgresql')
  return `${root}/${found.sort((one, other) => Number(one) - Number(other)).pop()}/bin`
}
