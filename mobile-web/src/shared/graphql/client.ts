// The fetch function for GraphQL: typed documents in, data or one kind of error out.
import type { Document } from './document'
import { takeFirstView } from './first-view'

const longestWait = 40_000

/** Why an answer did not come. */
export type Fault = 'offline' | 'signed-out' | 'limited' | 'broken'

/** The one error of this client; `message` is a sentence for people when the server gave one. */
export class RequestError extends Error {
  readonly fault: Fault
  readonly code: string | undefined
  /** The network was there, but no answer came in time; as a fault it counts as offline. */
  readonly stuck: boolean

  constructor(fault: Fault, message = '', code?: string, stuck = false) {
    super(message)
    this.fault = fault
    this.code = code
    this.stuck = stuck
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
  const [response, answer] = await inTime(exchange<Data>(JSON.stringify({ operationName: document.name, query: document.text, variables }), options))
  const first = answer.errors?.[0]
  if (first) throw fault(response.status, first.message, first.extensions?.code)
  if (!response.ok || !answer.data) throw fault(response.status)
  return answer.data
}

/** A village's network may swallow an answer without a word: waiting has an end. The floor has no way to cancel. */
function inTime<Result>(answer: Promise<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new RequestError('offline', '', undefined, true)), longestWait)
    void answer.then(resolve, reject).then(() => clearTimeout(timer))
  })
}

async function exchange<Data>(body: string, options: Options): Promise<[Response, Answer<Data>]> {
  const response = await send(body, options)
  return [response, await read<Data>(response)]
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
  // A connection that breaks in the middle is no fault of the server.
  const text = await response.text().catch(() => Promise.reject(new RequestError('offline')))
  try {
    return JSON.parse(text) as Answer<Data>
  } catch {
    throw fault(response.status)
  }
}

function fault(status: number, message = '', code?: string): RequestError {
  if (status === 401 || code === 'UNAUTHENTICATED') return new RequestError('signed-out', message, code)
  if (status === 429 || code === 'LIMIT' || code === 'TOO_MANY') return new RequestError('limited', message, code)
  return new RequestError('broken', message, code)
}
