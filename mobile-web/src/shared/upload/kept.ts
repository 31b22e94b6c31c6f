// Which uploads have begun, kept on the phone until the report is handed in and they are through, at most a day, so that a
// reload can go on with them. Phones are shared: no name of a file is kept, and no page shows anything of it before the
// phone number is proven again.
import { local } from '@/shared/storage'

/** One upload that has begun. */
export interface KeptFile {
  /** Of the file that was picked; its name can't be read from it. */
  print: string
  mediaId: string
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
    const over = Object.keys(all).filter((key) => !((all[key]?.until ?? 0) > now))
    for (const key of over) Reflect.deleteProperty(all, key)
    // What is over goes from the phone, too, not only from sight.
    if (over.length > 0) write(all)
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

/** The submission of this county, not handed in yet, that knows one of these files. */
export function begunWith(county: string, prints: readonly string[], now: number): string | undefined {
  const knows = (one: KeptUploads) => one.county === county && !one.submitted && one.files.some((file) => prints.indexOf(file.print) >= 0)
  return Object.entries(readKept(now)).find(([, one]) => knows(one))?.[0]
}

/** Reports that were handed in and whose files are not all through. */
export function handedIn(now: number): [key: string, uploads: KeptUploads][] {
  return Object.entries(readKept(now)).filter(([, one]) => one.submitted && one.files.length > 0)
}

/** Forgets everything about uploads. */
export function forgetUploads(): void {
  local.remove(name)
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
  write(all)
}

function write(all: Record<string, KeptUploads>): void {
  if (Object.keys(all).length === 0) local.remove(name)
  else local.write(name, JSON.stringify(all))
}
