// A spreadsheet on its way: looked at or published; what is wrong comes back row by row.
import { RequestError } from '@/shared/graphql/client'
import { sessionToken } from '@/shared/staff/session'
import type { Kind } from './kind'

/** What is wrong in one row. */
interface RowFault {
  readonly sheet: string | null
  readonly row: number
  readonly column: string | null
  readonly message: string
}

/** What the server says of a file. */
export interface SheetReport {
  readonly rows: number
  readonly faults: readonly RowFault[]
  readonly faultCount: number
  readonly errors: readonly { readonly field?: string | null; readonly message: string }[]
}

/** What is said of a file beside it. */
export interface SheetWords {
  readonly unit: string
  readonly kind: Kind
  readonly title: string
  readonly decidedOn: string
}

/** Sends a file. Throws `RequestError` when no answer comes. */
export async function sendSheet(file: File, words: SheetWords, dryRun: boolean): Promise<SheetReport> {
  const first = await post(file, words, dryRun, await sessionToken(false))
  const response = first.status === 401 ? await post(file, words, dryRun, await sessionToken(true)) : first
  if (response.status === 401) throw new RequestError('signed-out')
  const answer = (await response.json().catch(() => Promise.reject(new RequestError('broken')))) as Partial<SheetReport>
  return { rows: answer.rows ?? 0, faults: answer.faults ?? [], faultCount: answer.faultCount ?? 0, errors: answer.errors ?? [] }
}

async function post(file: File, { unit, kind, title, decidedOn }: SheetWords, dryRun: boolean, token: string): Promise<Response> {
  const said = { unitId: unit, kindId: kind.id, kindNo: String(kind.no), title, decidedOn, name: file.name, dryRun: String(dryRun) }
  const query = Object.entries(said).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  try {
    return await fetch(`/staff-files/outcomes?${query.join('&')}`, { method: 'POST', body: file, headers: { authorization: `Bearer ${token}` } })
  } catch {
    throw new RequestError('offline')
  }
}
