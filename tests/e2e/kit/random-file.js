// Files of any size that look like a film: a head of WebM, then bytes by chance.
import { createHash, randomFillSync } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const head = Buffer.from('1a45dfa39f4286810142f7810142f2810442f381084282847765626d42878104428581021853806701ffffffffffffff', 'hex')

/** Writes such a file; answers where it lies, and its SHA-256. */
export async function randomFile(folder, size) {
  const bytes = randomFillSync(Buffer.alloc(size))
  head.copy(bytes, 0, 0, Math.min(head.length, size))
  const path = join(folder, `${size}.webm`)
  await writeFile(path, bytes)
  return { path, size, sha256: createHash('sha256').update(bytes).digest('hex') }
}
