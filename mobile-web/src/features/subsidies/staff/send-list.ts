// A list on its way: looked at or taken; what is wrong comes back row by row.
import { RequestError } from '@/shared/graphql/client'
import { sessionToken } from '@/shared/staff/session'

/** What the server says of a list. */
export interface ListReport {
  readonly rows: number
  readonly faults: readonly { readonly row: number; readonly column: string | null; readonly message: string }[]
  readonly faultCount: number
  readonly done: boolean
  readonly errors: readonly { readonly message: string }[]
}

/** What is said of a list beside its file. */
export interface ListWords {
  readonly unit: string
  readonly kind: string
  readonly year: string
}

/** Sends a list. Throws `RequestError` when no answer comes. */
export async function sendList(file: File, words: ListWords, dryRun: boolean): Promise<ListReport> {
  const first = await post(file, words, dryRun, await sessionToken(false))
  const response = first.status === 401 ? await post(file, words, dryRun, await sessionToken(true)) : first
  if (response.status === 401) throw new RequestError('signed-out')
  const answer = (await response.json().catch(() => Promise.reject(new RequestError('broken')))) as Partial<ListReport>
  return { rows: answer.rows ?? 0, faults: answer.faults ?? [], faultCount: answer.faultCount ?? 0, done: answer.done ?? false, errors: answer.errors ?? [] }
}

async function post(file: File, { unit, kind, year }: ListWords, dryRun: boolean, token: string): Promise<Response> {
  const query = `unitId=${encodeURIComponent(unit)}&kind=${encodeURIComponent(kind)}&year=${encodeURIComponent(year)}&dryRun=${String(dryRun)}`
  try {
    return await fetch(`/staff-files/subsidies?${query}`, { method: 'POST', body: file, headers: { authorization: `Bearer ${token}` } })
  } catch {
    throw new RequestError('offline')
  }
}
