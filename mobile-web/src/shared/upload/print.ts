// How a phone knows a file again, without keeping its name.
import type { MediaKind } from '@/shared/graphql/schema.generated'

/** Same file, same phone: the same print. Nothing can be read from it; whoever has the file can compare. */
export function printOf(file: File, kind: MediaKind): string {
  const text = [kind, file.name, file.size, file.lastModified].join('|')
  return scramble(text, 0x9e3779b9) + scramble(text, 0x85ebca6b)
}

/** 32 bits of a text, in the manner of MurmurHash: a fingerprint, not a lock. */
function scramble(text: string, seed: number): string {
  let mixed = seed ^ text.length
  for (let at = 0; at < text.length; at++) {
    mixed = Math.imul(mixed ^ text.charCodeAt(at), 0xcc9e2d51)
    mixed = (mixed << 13) | (mixed >>> 19)
  }
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return ((mixed ^ (mixed >>> 16)) >>> 0).toString(16).padStart(8, '0')
}
