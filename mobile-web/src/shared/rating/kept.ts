// What ratings leave on the phone, and how it goes: a random key of the device, and sheets that are being filled.
import { local, session } from '@/shared/storage'

const device = 'rating-device'
const index = 'ratings'

/** The key of this device, if it has one. */
export function keptDevice(): string | null {
  return local.read(device)
}

/** Gives this device its key. */
export function keepDevice(key: string): void {
  local.write(device, key)
}

/** What was kept of the sheet on a subject. */
export function readSheet(id: string): string | null {
  return session.read(`rating:${id}`)
}

/** Keeps a sheet, or forgets it. */
export function keepSheet(id: string, sheet: string | null): void {
  const others = ids().filter((one) => one !== id)
  if (sheet === null) session.remove(`rating:${id}`)
  else session.write(`rating:${id}`, sheet)
  session.write(index, (sheet === null ? others : [...others, id]).join(' '))
}

/** Forgets all of it. */
export function forgetRatings(): void {
  ids().forEach((id) => session.remove(`rating:${id}`))
  session.remove(index)
  local.remove(device)
}

function ids(): string[] {
  return (session.read(index) ?? '').split(' ').filter(Boolean)
}
