// The staff session of this page: the access token lives in memory only, the refresh token in a cookie no script can read.
import { request, RequestError } from '@/shared/graphql/client'
import type { Document } from '@/shared/graphql/document'
import { RefreshSession, SignOut } from './session.generated'
import type { RefreshSessionMutation, SignedInFragment } from './session.generated'

/** Who is signed in, as far as this page knows. */
export type SessionState =
  | { readonly phase: 'unknown' }
  | { readonly phase: 'in'; readonly viewer: SignedInFragment }
  | { readonly phase: 'out'; readonly byChoice: boolean }
  | { readonly phase: 'unreachable' }

/** What `verifySecondFactor` and `refreshSession` answer with. */
export type SessionAnswer = RefreshSessionMutation['refreshSession']

/** Refresh this long before the token ends; the clock of a phone may be wrong, so the pause has bounds. */
const EARLY_MS = 60_000
const SHORTEST_MS = 30_000
const LONGEST_MS = 9 * 60_000

let state: SessionState = { phase: 'unknown' }
let token: string | undefined
let refreshing: Promise<void> | undefined
let timer: number | undefined
const listeners = new Set<() => void>()

/** The state now. */
export function sessionState(): SessionState {
  return state
}

/** Calls back after each change; gives the way to stop. */
export function watchSession(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** Takes the answer of a sign-in or a refresh; true when it opened a session. */
export function takeSession(answer: SessionAnswer): boolean {
  if (!answer.accessToken || !answer.viewer) return false
  token = answer.accessToken
  plan(answer.expiresAt)
  become({ phase: 'in', viewer: answer.viewer })
  return true
}

/** Asks for a new access token with the cookie; calls at the same time share one request. */
export function refreshSession(): Promise<void> {
  refreshing ??= alone(refreshOnce).finally(() => (refreshing = undefined))
  return refreshing
}

/** Sends one operation as the person signed in; refreshes the token once when it is missing or has ended. */
export async function staffRequest<Data, Variables>(document: Document<Data, Variables>, variables: Variables): Promise<Data> {
  if (!token) await refreshSession()
  try {
    return await request(document, variables, { token: held() })
  } catch (error) {
    if (!(error instanceof RequestError) || error.fault !== 'signed-out') throw error
  }
  await refreshSession()
  return request(document, variables, { token: held() })
}

/** The access token, a fresh one when there is none or the old one was refused. Throws `RequestError`. */
export async function sessionToken(renew: boolean): Promise<string> {
  if (renew || !token) await refreshSession()
  return held()
}

/** A file that only staff may fetch, with the session's token. Throws `RequestError`. */
export async function staffFile(path: string): Promise<Blob> {
  if (!token) await refreshSession()
  const first = await fetchFile(path)
  if (first.status === 401) await refreshSession()
  const response = first.status === 401 ? await fetchFile(path) : first
  if (!response.ok) throw new RequestError(response.status === 401 ? 'signed-out' : 'broken')
  return response.blob()
}

/**
 * Ends the session on the server, and with it the cookie, then here. Throws when the server can't be reached: with the
 * cookie still there, anybody at this device could go on.
 */
export async function signOut(): Promise<void> {
  try {
    await staffRequest(SignOut, {})
  } catch (error) {
    if (!(error instanceof RequestError) || error.fault !== 'signed-out') throw error
  }
  forget()
  become({ phase: 'out', byChoice: true })
}

async function fetchFile(path: string): Promise<Response> {
  try {
    return await fetch(path, { headers: { authorization: `Bearer ${held()}` } })
  } catch {
    throw new RequestError('offline')
  }
}

function held(): string {
  if (!token) throw new RequestError(state.phase === 'unreachable' ? 'offline' : 'signed-out')
  return token
}

async function refreshOnce(): Promise<void> {
  try {
    const { refreshSession: answer } = await request(RefreshSession, {})
    if (!takeSession(answer)) leave()
  } catch (error) {
    if (error instanceof RequestError && error.fault === 'signed-out') leave()
    // No network is no reason to sign anybody out: what is on the screen stays, and the next request tries again.
    else if (state.phase !== 'in') become({ phase: 'unreachable' })
  }
}

/**
 * Two tabs must not send the same refresh cookie at once: the server would take the second for a thief. A lock that is refused
 * (a page that is just being left or restored, a browser that allows none) must not leave the page waiting for ever.
 */
function alone(work: () => Promise<void>): Promise<void> {
  const locks = (navigator as { locks?: LockManager }).locks
  return locks ? Promise.resolve(locks.request('lianjing-refresh', work)).then(() => undefined, work) : work()
}

function plan(expiresAt: string | null): void {
  clearTimeout(timer)
  const left = expiresAt ? Date.parse(expiresAt) - Date.now() - EARLY_MS : 0
  timer = window.setTimeout(() => void refreshSession(), Math.min(Math.max(left, SHORTEST_MS), LONGEST_MS))
}

function leave(): void {
  forget()
  become({ phase: 'out', byChoice: false })
}

function forget(): void {
  token = undefined
  clearTimeout(timer)
}

function become(next: SessionState): void {
  state = next
  for (const listener of listeners) listener()
}
