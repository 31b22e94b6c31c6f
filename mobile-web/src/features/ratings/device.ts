// A random key by which this device has one sheet on a subject in a month; it says nothing of who holds it.
import { randomKey } from '@/shared/random-key'
import { keepDevice, keptDevice } from '@/shared/rating/kept'

let unkept: string | undefined

/** The key of this device; where nothing can be kept, one for this visit. */
export function deviceKey(): string {
  const kept = keptDevice()
  if (kept) return kept
  unkept ??= randomKey()
  keepDevice(unkept)
  return unkept
}
