// A photo or a paper on its way to an outcome.
import { RequestError } from '@/shared/graphql/client'
import type { Refusal } from '@/shared/staff/form'
import { sessionToken } from '@/shared/staff/session'

/** What is said of a file beside it. */
export interface FileWords {
  readonly outcome: string
  readonly revision: number
  readonly name: string
  readonly personal: boolean
}

/** Sends a file; what the server refuses. Throws `RequestError` when no answer comes. */
export async function sendFile(file: File, words: FileWords): Promise<readonly Refusal[]> {
  const first = await post(file, words, await sessionToken(false))
  const response = first.status === 401 ? await post(file, words, await sessionToken(true)) : first
  if (response.status === 401) throw new RequestError('signed-out')
  const answer = (await response.json().catch(() => Promise.reject(new RequestError('broken')))) as { errors?: readonly { field?: string | null; message: string }[] }
  return (answer.errors ?? []).map(({ field, message }) => ({ field: field ?? null, message }))
}

async function post(file: File, { outcome, revision, name, personal }: FileWords, token: string): Promise<Response> {
  const said = { outcomeId: outcome, revision: String(revision), name, personal: String(personal) }
  const query = Object.entries(said).map(([key, value]) => `${key}=${encodeURIComponent(value)}`)
  try {
    return await fetch(`/staff-files/outcome-attachments?${query.join('&')}`, { method: 'POST', body: file, headers: { authorization: `Bearer ${token}` } })
  } catch {
    throw new RequestError('offline')
  }
}
