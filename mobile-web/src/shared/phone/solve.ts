// The proof of work in the form of ALTCHA version 2: find the counter whose key begins as wanted.
import { hex, rehash, sha256 } from './sha256'

/** What the server asks: hex strings, and how often SHA-256 is applied. */
export interface Puzzle {
  nonce: string
  salt: string
  cost: number
  keyLength: number
  keyPrefix: string
}

/** The counter found and its key in hex. */
export interface Solution {
  counter: number
  derivedKey: string
}

const lastCounter = 0xffffffff

/** Tries counters from 0 up. Throws if there is none. */
export function solve({ nonce, salt, cost, keyLength, keyPrefix }: Puzzle): Solution {
  const message = bytes(`${salt}${nonce}00000000`)
  const view = new DataView(message.buffer)
  const wanted = keyPrefix.toLowerCase()
  for (let counter = 0; counter <= lastCounter; counter++) {
    view.setUint32(message.length - 4, counter)
    const words = sha256(message)
    rehash(words, cost - 1)
    const key = hex(words).substring(0, keyLength * 2)
    if (key.substring(0, wanted.length) === wanted) return { counter, derivedKey: key }
  }
  throw new Error('no solution')
}

function bytes(text: string): Uint8Array {
  const made = new Uint8Array(text.length / 2)
  for (let at = 0; at < made.length; at++) made[at] = parseInt(text.substring(at * 2, at * 2 + 2), 16)
  return made
}
