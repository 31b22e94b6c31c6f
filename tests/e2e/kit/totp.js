// The second factor as an authenticator app makes it (RFC 6238, SHA-1, six digits, thirty seconds).
import { createHmac } from 'node:crypto'

const period = 30_000
const lastUsed = new Map()

/**
 * A code that works now. Each works once and none after a later one, but the one before and the one after work too: so
 * three can be asked for at once before this waits.
 */
export async function totp({ login, county, totpSecret }) {
  const key = `${county} ${login}`
  const now = () => Date.now() / period
  // The code before the present one only while it will hold until it is typed.
  const earliest = Math.floor(now() - 0.5)
  const step = Math.max(earliest, (lastUsed.get(key) ?? 0) + 1)
  while (step > Math.floor(now()) + 1) await new Promise((resolve) => setTimeout(resolve, 500))
  lastUsed.set(key, step)
  return codeAt(fromBase32(totpSecret), step)
}

function codeAt(secret, step) {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha1', secret).update(counter).digest()
  const number = mac.readUInt32BE(mac[mac.length - 1] & 15) & 0x7fffffff
  return String(number % 1_000_000).padStart(6, '0')
}

function fromBase32(text) {
  const bits = Array.from(text, (letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('')
  return Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)))
}
