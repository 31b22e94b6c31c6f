// Which uploads have begun, kept on the phone only until they are through, so that a reload can go on with them.
import { local } from '@/shared/storage'

/** One upload that has begun. */
export interface KeptFile {
  print: string
  mediaId: string
  name: string
  bytes: number
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

/** Notes that the report itself has been handed in. */
export function keepSubmitted(submissionKey: string, now: number): void {
  change(now, (all) => {
    const one = all[submissionKey]
    if (one) one.submitted = true
  })
}

/** Forgets a file that is through or was taken back. */
export function forgetFile(submissionKey: string, print: string, now: number): void {
  change(now, (all) => {
    const one = all[submissionKey]
    if (!one) return
    one.files = one.files.filter((file) => file.print !== print)
    if (one.files.length === 0) Reflect.deleteProperty(all, submissionKey)
  })
}

function change(now: number, edit: (all: Record<string, KeptUploads>) => void): void {
  const all = readKept(now)
  edit(all)
  if (Object.keys(all).length === 0) local.remove(name)
  else local.write(name, JSON.stringify(all))
}
