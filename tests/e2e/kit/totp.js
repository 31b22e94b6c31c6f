// The second factor as an authenticator app makes it (RFC 6238, SHA-1, six digits, thirty seconds).
import { createHmac } from 'node:crypto'

const period = 30_000
const lastUsed = new Map()

/** The code of now. Each works once: asked again within the same half minute, this waits for the next. */
export async function totp({ login, county, totpSecret }) {
  const key = `${county} ${login}`
  while (Math.floor(Date.now() / period) === lastUsed.get(key)) await new Promise((resolve) => setTimeout(resolve, 500))
  const step = Math.floor(Date.now() / period)
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
