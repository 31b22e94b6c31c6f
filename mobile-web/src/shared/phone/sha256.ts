// SHA-256 (FIPS 180-4) in plain numbers: the browser's own needs https, and a county's test server may not have it.

const roots = constants()

/** The digest of these bytes as eight words. */
export function sha256(bytes: Uint8Array): Uint32Array {
  return digest(padded(bytes))
}

/** The digest of a digest, `times` times over: one block each, no memory taken. */
export function rehash(words: Uint32Array, times: number): void {
  for (let n = 0; n < times; n++) {
    schedule.set(words)
    schedule.set(tail, 8)
    extend(schedule)
    words.set(roots.start)
    compress(words, schedule)
  }
}

/** Lower-case hex of words. */
export function hex(words: Uint32Array): string {
  return Array.from(words, (word) => word.toString(16).padStart(8, '0')).join('')
}

/** Words of the fractional parts of the roots of primes: cube roots for the rounds, square roots for the start. */
function constants(): { rounds: Uint32Array; start: Uint32Array } {
  const rounds = new Uint32Array(64)
  const start = new Uint32Array(8)
  let found = 0
  for (let n = 2; found < 64; n++) {
    if (!isPrime(n)) continue
    if (found < 8) start[found] = fraction(Math.sqrt(n))
    rounds[found] = fraction(Math.cbrt(n))
    found++
  }
  return { rounds, start }
}

function isPrime(n: number): boolean {
  for (let d = 2; d * d <= n; d++) if (n % d === 0) return false
  return true
}

function fraction(root: number): number {
  return Math.floor((root - Math.floor(root)) * 4294967296)
}

function padded(bytes: Uint8Array): DataView {
  const blocks = Math.ceil((bytes.length + 9) / 64)
  const view = new DataView(new ArrayBuffer(blocks * 64))
  bytes.forEach((byte, at) => view.setUint8(at, byte))
  view.setUint8(bytes.length, 0x80)
  view.setUint32(blocks * 64 - 8, Math.floor(bytes.length / 0x20000000))
  view.setUint32(blocks * 64 - 4, (bytes.length << 3) >>> 0)
  return view
}

const schedule = new Uint32Array(64)
/** What follows 32 bytes in their only block: the end mark and the length in bits. */
const tail = [0x80000000, 0, 0, 0, 0, 0, 0, 256]

function digest(message: DataView): Uint32Array {
  const state = roots.start.slice()
  for (let block = 0; block < message.byteLength; block += 64) {
    for (let i = 0; i < 16; i++) schedule[i] = message.getUint32(block + i * 4)
    extend(schedule)
    compress(state, schedule)
  }
  return state
}

/* The words below always exist (fixed lengths), hence `as number` instead of a check in the hot loop. */
function extend(w: Uint32Array): void {
  for (let i = 16; i < 64; i++) {
    const a = w[i - 15] as number
    const b = w[i - 2] as number
    const low = turn(a, 7) ^ turn(a, 18) ^ (a >>> 3)
    const high = turn(b, 17) ^ turn(b, 19) ^ (b >>> 10)
    w[i] = (w[i - 16] as number) + low + (w[i - 7] as number) + high
  }
}

function compress(state: Uint32Array, w: Uint32Array): void {
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state
  for (let i = 0; i < 64; i++) {
    const one = h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + (roots.rounds[i] as number) + (w[i] as number)
    const two = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))
    h = g
    g = f
    f = e
    e = (d + one) | 0
    d = c
    c = b
    b = a
    a = (one + two) | 0
  }
  state[0] = (state[0] as number) + a
  state[1] = (state[1] as number) + b
  state[2] = (state[2] as number) + c
  state[3] = (state[3] as number) + d
  state[4] = (state[4] as number) + e
  state[5] = (state[5] as number) + f
  state[6] = (state[6] as number) + g
  state[7] = (state[7] as number) + h
}

function turn(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by))
}
