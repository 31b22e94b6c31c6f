// A list on its way: looked at or taken; what is wrong comes back row by row.
import { RequestError } from '@/shared/graphql/client'
import { sessionToken } from '@/shared/staff/session'

/** A list that stands there now. */
export interface Replaced {
  readonly id: string
  readonly rows: number
  readonly amount: string
  readonly listedAt: string
  readonly listedBy: string | null
}

/** What the server says of a list. */
export interface ListReport {
  readonly rows: number
  readonly faults: readonly { readonly sheet: string | null; readonly row: number; readonly column: string | null; readonly message: string }[]
  readonly faultCount: number
  /** The list that goes when this one comes. */
  readonly replaces: Replaced | null
  readonly done: boolean
  readonly errors: readonly { readonly message: string }[]
}

/** What is said of a list beside its file. */
export interface ListWords {
  readonly unit: string
  readonly kind: string
  readonly year: string
}

/** Only look, or take the place of the list that was shown; none if there was none. */
export type Doing = 'look' | { readonly replaces: string | undefined }

/** Sends a list. Throws `RequestError` when no answer comes. */
export async function sendList(file: File, words: ListWords, doing: Doing): Promise<ListReport> {
  const first = await post(file, words, doing, await sessionToken(false))
  const response = first.status === 401 ? await post(file, words, doing, await sessionToken(true)) : first
  if (response.status === 401) throw new RequestError('signed-out')
  const answer = (await response.json().catch(() => Promise.reject(new RequestError('broken')))) as Partial<ListReport>
  const { rows = 0, faults = [], faultCount = 0, replaces = null, done = false, errors = [] } = answer
  return { rows, faults, faultCount, replaces, done, errors }
}

async function post(file: File, { unit, kind, year }: ListWords, doing: Doing, token: string): Promise<Response> {
  const replaces = doing === 'look' ? '' : (doing.replaces ?? '')
  const said = { unitId: unit, kind, year, replaces, dryRun: String(doing === 'look') }
  const query = Object.entries(said).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  try {
    return await fetch(`/staff-files/subsidies?${query.join('&')}`, { method: 'POST', body: file, headers: { authorization: `Bearer ${token}` } })
  } catch {
    throw new RequestError('offline')
  }
}
