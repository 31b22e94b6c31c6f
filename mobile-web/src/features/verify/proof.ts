// Signatures and proofs, checked on the phone: Ed25519 by TweetNaCl, the tree by RFC 9162, 2.1.3.2. It comes by itself, when
// somebody checks something.
import nacl from 'tweetnacl'
import { hex, sha256 } from '@/shared/phone/sha256'
import { promisedText, type Receipt } from './receipt'

const promiseLabel = 'lianjing ledger promise v1'
const headLabel = 'lianjing ledger head v1'

export interface Head {
  readonly size: number
  readonly root: string
  readonly text: string
  readonly signature: string
}

/** Whether the holder of this key signed the promise of a receipt. */
export function isPromised(receipt: Receipt, publicKey: string): boolean {
  return isSigned(promiseLabel, promisedText(receipt), receipt.signature, publicKey)
}

/** Whether the holder of this key signed the head, and it says what stands beside it. */
export function isHead({ size, root, text, signature }: Head, county: string, publicKey: string): boolean {
  const said = JSON.parse(text) as { county?: string; root?: string; size?: number }
  return said.county === county && said.root === root && said.size === size && isSigned(headLabel, text, signature, publicKey)
}

/** Whether a leaf with this commitment stands at this place of a tree with this size and root. */
export function isIncluded(commitment: string, index: number, { size, root }: Pick<Head, 'size' | 'root'>, path: readonly string[]): boolean {
  if (index < 0 || index >= size) return false
  let [place, last, hash] = [index, size - 1, hashed('00', commitment)]
  for (const step of path) {
    if (last === 0) return false
    if (place % 2 === 1 || place === last) {
      hash = hashed('01', step, hash)
      while (place % 2 === 0 && place !== 0) [place, last] = [half(place), half(last)]
    } else {
      hash = hashed('01', hash, step)
    }
    ;[place, last] = [half(place), half(last)]
  }
  return last === 0 && hash === root
}

function isSigned(label: string, text: string, signature: string, publicKey: string): boolean {
  const message = unescape(encodeURIComponent(`${label}\n${text}`))
  const bytes = Uint8Array.from(message, (letter) => letter.charCodeAt(0))
  const [signed, key] = [fromHex(signature), fromHex(publicKey)]
  return signed.length === nacl.sign.signatureLength && key.length === nacl.sign.publicKeyLength && nacl.sign.detached.verify(bytes, signed, key)
}

/** SHA-256 of hex, in hex. */
function hashed(...parts: readonly string[]): string {
  return hex(sha256(fromHex(parts.join(''))))
}

function fromHex(text: string): Uint8Array {
  return Uint8Array.from(text.match(/../g) ?? [], (byte) => parseInt(byte, 16))
}

function half(number: number): number {
  return Math.floor(number / 2)
}
