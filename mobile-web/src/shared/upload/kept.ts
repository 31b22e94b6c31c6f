// Which uploads have begun, kept on the phone until the report is handed in and they are through, at most a day, so that a
// reload can go on with them.
import { local } from '@/shared/storage'

/** One upload that has begun. */
export interface KeptFile {
  print: string
  mediaId: string
  name: string
  bytes: number
  /** All of it has arrived. */
  done?: boolean
}

/** The uploads of one submission. */
export interface KeptUploads {
  county: string
  submitted: boolean
  until: number
  files: KeptFile[]
}

const name = 'uploads'
const day = 24 * 3600_000

/** Everything that is kept and has not run out, by submission key. */
export function readKept(now: number): Record<string, KeptUploads> {
  const text = local.read(name)
  if (text === null) return {}
  try {
    const all = JSON.parse(text) as Record<string, KeptUploads>
    for (const key of Object.keys(all)) if (!((all[key]?.until ?? 0) > now)) Reflect.deleteProperty(all, key)
    return all
  } catch {
    return {}
  }
}

/** Notes that a file has begun; the term starts anew. */
export function keepFile(submissionKey: string, county: string, file: KeptFile, now: number): void {
  change(now, (all) => {
    const old = all[submissionKey] ?? { county, submitted: false, files: [], until: 0 }
    const files = old.files.filter((one) => one.print !== file.print).concat(file)
    all[submissionKey] = { ...old, files, until: now + day }
  })
}

/** Notes that a file is through. Only a report that is still to be handed in needs it any more. */
export function keepDone(submissionKey: string, print: string, now: number): void {
  change(now, (all) => {
    const one = all[submissionKey]
    const file = one?.files.find((kept) => kept.print === print)
    if (file) file.done = true
    if (one?.submitted) forgetDone(all, submissionKey)
  })
}

/** The newest uploads of this county that no report has named yet, without those of `except`. */
export function notHandedIn(county: string, except: string, now: number): [key: string, uploads: KeptUploads] | undefined {
  const open = Object.entries(readKept(now)).filter(([key, one]) => key !== except && one.county === county && !one.submitted)
  return open.sort(([, one], [, other]) => other.until - one.until)[0]
}

/** Forgets all uploads of a submission. */
export function forgetUploads(submissionKey: string, now: number): void {
  change(now, (all) => void Reflect.deleteProperty(all, submissionKey))
}

/** Notes that the report itself has been handed in with these files; others are of no use any more. */
export function keepSubmitted(submissionKey: string, mediaIds: readonly string[], now: number): void {
  change(now, (all) => {
    const one = all[submissionKey]
    if (!one) return
    one.submitted = true
    one.files = one.files.filter((file) => mediaIds.indexOf(file.mediaId) >= 0)
    forgetDone(all, submissionKey)
  })
}

/** Forgets a file that was refused or taken back. */
export function forgetFile(submissionKey: string, print: string, now: number): void {
  change(now, (all) => {
    const one = all[submissionKey]
    if (!one) return
    one.files = one.files.filter((file) => file.print !== print)
    if (one.files.length === 0) Reflect.deleteProperty(all, submissionKey)
  })
}

function forgetDone(all: Record<string, KeptUploads>, submissionKey: string): void {
  const one = all[submissionKey]
  if (!one) return
  one.files = one.files.filter((file) => !file.done)
  if (one.files.length === 0) Reflect.deleteProperty(all, submissionKey)
}

function change(now: number, edit: (all: Record<string, KeptUploads>) => void): void {
  const all = readKept(now)
  edit(all)
  if (Object.keys(all).length === 0) local.remove(name)
  else local.write(name, JSON.stringify(all))
}
