// A file that an export gives, saved on the machine of who asked for it.
import { saveFile } from '@/shared/staff/save-file'

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export interface Exported {
  readonly fileName: string | null
  readonly csv: string | null
  readonly xlsx: string | null
  readonly errors: readonly { readonly message: string }[]
}

/** Saves it; its name, or nothing where there is no file. */
export function saveExport({ fileName, csv, xlsx }: Exported): string | undefined {
  if (!fileName) return undefined
  if (xlsx) saveFile(fileName, bytesOf(xlsx), WORKBOOK)
  else if (csv) saveFile(fileName, csv, 'text/csv;charset=utf-8')
  else return undefined
  return fileName
}

/** The bytes behind base64. */
function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const letters = atob(base64)
  const bytes = new Uint8Array(letters.length)
  for (let at = 0; at < letters.length; at += 1) bytes[at] = letters.charCodeAt(at)
  return bytes
}
