// The proof of work: SHA-256 against Node's own, and a solution that Node can check.
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { hex, rehash, sha256 } from '../src/shared/phone/sha256'
import { solve } from '../src/shared/phone/solve'

const node = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

describe('sha256', () => {
  it.each([0, 1, 55, 56, 63, 64, 65, 119, 120, 1000])('agrees with node for %i bytes', (length) => {
    const bytes = Uint8Array.from({ length }, (_, at) => (at * 7 + length) & 255)
    expect(hex(sha256(bytes))).toBe(node(bytes))
  })

  it('applied again and again', () => {
    const words = sha256(new Uint8Array([1, 2, 3]))
    rehash(words, 3)
    let bytes: Buffer = createHash('sha256').update(new Uint8Array([1, 2, 3])).digest()
    for (let n = 0; n < 3; n++) bytes = createHash('sha256').update(bytes).digest()
    expect(hex(words)).toBe(bytes.toString('hex'))
  })
})

describe('solve', () => {
  it('finds the first counter whose key begins as wanted', () => {
    const puzzle = { nonce: 'a0'.repeat(16), salt: '0b'.repeat(16), cost: 5, keyLength: 16, keyPrefix: '7f' }
    const { counter, derivedKey } = solve(puzzle)
    expect(derivedKey).toBe(keyOf(puzzle, counter))
    for (let n = 0; n < counter; n++) expect(keyOf(puzzle, n).startsWith('7f')).toBe(false)
  })
})

function keyOf({ salt, nonce, cost, keyLength }: { salt: string; nonce: string; cost: number; keyLength: number }, counter: number): string {
  const end = Buffer.alloc(4)
  end.writeUInt32BE(counter)
  let key: Buffer = Buffer.concat([Buffer.from(salt, 'hex'), Buffer.from(nonce, 'hex'), end])
  for (let n = 0; n < cost; n++) key = createHash('sha256').update(key).digest()
  return key.subarray(0, keyLength).toString('hex')
}
