// The fetch function for GraphQL: typed documents in, data or one kind of error out.
import type { Document } from './document'
import { takeFirstView } from './first-view'

/** Why an answer did not come. */
export type Fault = 'offline' | 'signed-out' | 'limited' | 'broken'

/** The one error of this client; `message` is a sentence for people when the server gave one. */
export class RequestError extends Error {
  readonly fault: Fault
  readonly code: string | undefined

  constructor(fault: Fault, message = '', code?: string) {
    super(message)
    this.fault = fault
    this.code = code
  }
}

interface Answer<Data> {
  data?: Data | null
  errors?: readonly { message: string; extensions?: { code?: string } }[]
}

interface Options {
  /** Bearer token of a verified phone or of a staff session. */
  token?: string | undefined
}

/** Sends one operation by POST. Throws `RequestError`; refusals of a mutation come in its payload instead. */
export async function request<Data, Variables>(
  document: Document<Data, Variables>,
  variables: Variables,
  options: Options = {},
): Promise<Data> {
  const served = takeFirstView<Data>(document.name, variables)
  if (served) return served
  const response = await send(JSON.stringify({ operationName: document.name, query: document.text, variables }), options)
  const answer = await read<Data>(response)
  const first = answer.errors?.[0]
  if (first) throw fault(response.status, first.message, first.extensions?.code)
  if (!response.ok || !answer.data) throw fault(response.status)
  return answer.data
}

async function send(body: string, { token }: Options): Promise<Response> {
  const headers: Record<string, string> = { 'content-type': 'application/json', accept: 'application/json' }
  if (token) headers['authorization'] = `Bearer ${token}`
  try {
    return await fetch('/graphql', { method: 'POST', headers, body, credentials: 'same-origin' })
  } catch {
    throw new RequestError('offline')
  }
}

async function read<Data>(response: Response): Promise<Answer<Data>> {
  try {
    return (await response.json()) as Answer<Data>
  } catch {
    throw fault(response.status)
  }
}

function fault(status: number, message = '', code?: string): RequestError {
  if (status === 401 || code === 'UNAUTHENTICATED') return new RequestError('signed-out', message, code)
  if (status === 429 || code === 'LIMIT' || code === 'TOO_MANY') return new RequestError('limited', message, code)
  return new RequestError('broken', message, code)
}
