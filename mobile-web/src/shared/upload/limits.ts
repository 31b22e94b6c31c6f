// What may be attached, until the server has said its own limits.
import type { MediaKind } from '@/shared/graphql/schema.generated'

export interface Limit {
  readonly kind: MediaKind
  readonly bytes: number
  readonly count: number
}

const mega = 1024 * 1024

/** A file with fewer bytes can't be anything; the server refuses it too. */
export const shortest = 12

/** The usual limits; the server's own replace them once a phone is proven. */
export const usualLimits: readonly Limit[] = [
  { kind: 'PHOTO', bytes: 10 * mega, count: 9 },
  { kind: 'AUDIO', bytes: 20 * mega, count: 5 },
  { kind: 'VIDEO', bytes: 100 * mega, count: 3 },
]

/** The limit for one kind. */
export function limitOf(limits: readonly Limit[], kind: MediaKind): Limit {
  return limits.find((limit) => limit.kind === kind) ?? { kind, bytes: 10 * mega, count: 1 }
}
