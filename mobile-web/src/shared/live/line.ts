// One WebSocket (graphql-transport-ws) for all that a page wants to be told. Where none can be had, pages ask from time to time.
import type { Document } from '@/shared/graphql/document'

/** Hears an event; or `undefined`, when something may have been missed and the page should ask. */
type Hears<Data> = (data: Data | undefined) => void

/** Gives the token of whoever looks; a new one when the last was not good any more. */
type Token = (renew: boolean) => Promise<string | undefined>

interface Wish {
  readonly text: string
  readonly name: string
  readonly variables: unknown
  readonly hears: Hears<unknown>
  /** When the page asked last, or was told. */
  since: number
  isAsked: boolean
}

interface Message {
  readonly type: string
  readonly id?: string
  readonly payload?: { readonly data?: unknown }
}

const FIRST_PAUSE = 1_000
const LAST_PAUSE = 5 * 60_000
/** A page that is looked away from for a moment keeps its connection; and between two pages nobody wants anything. */
const UNWANTED = 15_000
/** What was asked for longer ago may be old by the time the connection stands. */
const FRESH = 3_000
/** A connection that stood so long was a good one. */
const GOOD = 30_000
/** Closing codes that say: come again, it is nobody's fault; and: not with this token (docs/live.md). */
const COME_AGAIN = [1000, 1012, 4411]
const FORBIDDEN = 4403

/** A pause before the next try: twice as long each time, and never the same for all. */
export function pauseAfter(failures: number, chance = Math.random()): number {
  return Math.min(FIRST_PAUSE * 2 ** failures, LAST_PAUSE) * (0.5 + chance)
}

/** A connection that is opened when somebody wants to be told, and closed when nobody does, or nobody looks. */
export class Line {
  private readonly wishes = new Map<string, Wish>()
  private socket: WebSocket | undefined
  private ackedAt: number | undefined
  private failures = 0
  private renew = false
  private number = 0
  private retry: number | undefined
  private leaving: number | undefined

  constructor(private readonly token: Token) {
    document.addEventListener('visibilitychange', () => (document.hidden ? this.leaveSoon() : this.returnTo()))
    // A page with an open connection is not kept for the way back.
    addEventListener('pagehide', () => this.leave())
    addEventListener('pageshow', () => this.connect())
  }

  /** True while news comes by itself. */
  isLive(): boolean {
    return this.ackedAt !== undefined
  }

  /** Asks to be told; gives the way to stop. */
  watch<Data, Variables>(wanted: Document<Data, Variables>, variables: Variables, hears: Hears<Data>): () => void {
    const id = String(++this.number)
    const wish = { text: wanted.text, name: wanted.name, variables, hears: hears as Hears<unknown>, since: Date.now(), isAsked: false }
    this.wishes.set(id, wish)
    if (this.isLive()) this.ask(wish, id)
    else this.connect()
    return () => {
      this.wishes.delete(id)
      this.say({ id, type: 'complete' })
      if (this.wishes.size === 0) this.leaveSoon()
    }
  }

  private connect(): void {
    clearTimeout(this.retry)
    if (!this.isWanted()) return
    // Old Safaris throw where the page may not open it, instead of closing it at once.
    this.token(this.renew).then((token) => this.open(token)).catch(() => this.comeBack())
  }

  private isWanted(): boolean {
    return !this.socket && this.wishes.size > 0 && !document.hidden && 'WebSocket' in window
  }

  private open(token: string | undefined): void {
    if (!this.isWanted()) return
    const mine = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/graphql`, 'graphql-transport-ws')
    this.socket = mine
    mine.onopen = () => this.say({ type: 'connection_init', payload: token ? { token } : {} })
    mine.onmessage = ({ data }) => mine === this.socket && this.hear(JSON.parse(String(data)) as Message)
    mine.onclose = ({ code }) => mine === this.socket && this.lost(code)
  }

  private hear({ type, id = '', payload }: Message): void {
    const wish = this.wishes.get(id)
    if (type === 'connection_ack') this.begin()
    else if (type === 'ping') this.say({ type: 'pong' })
    else if (wish && type === 'next' && payload?.data) this.tell(wish, payload.data)
    // It is not there any more, or never was: the page asks, and says so.
    else if (wish) this.tell(wish, undefined)
  }

  private begin(): void {
    this.ackedAt = Date.now()
    this.renew = false
    this.wishes.forEach((wish, id) => {
      const mayHaveMissed = wish.isAsked || Date.now() - wish.since > FRESH
      this.ask(wish, id)
      if (mayHaveMissed) this.tell(wish, undefined)
    })
  }

  private ask(wish: Wish, id: string): void {
    wish.isAsked = true
    this.say({ id, type: 'subscribe', payload: { operationName: wish.name, query: wish.text, variables: wish.variables } })
  }

  private tell(wish: Wish, data: unknown): void {
    wish.since = Date.now()
    wish.hears(data)
  }

  private lost(code: number): void {
    const wasGood = this.ackedAt !== undefined && Date.now() - this.ackedAt > GOOD
    this.forget()
    this.renew = code === FORBIDDEN
    if (wasGood || COME_AGAIN.includes(code)) this.failures = 0
    this.comeBack()
  }

  private comeBack(): void {
    clearTimeout(this.retry)
    this.retry = window.setTimeout(() => this.connect(), pauseAfter(this.failures++))
  }

  private returnTo(): void {
    clearTimeout(this.leaving)
    this.failures = 0
    this.connect()
  }

  private leaveSoon(): void {
    clearTimeout(this.leaving)
    this.leaving = window.setTimeout(() => (document.hidden || this.wishes.size === 0) && this.leave(), UNWANTED)
  }

  private leave(): void {
    const { socket } = this
    clearTimeout(this.retry)
    this.forget()
    if (!socket) return
    // Browsers complain of a connection that is closed before it stands.
    if (socket.readyState === 0) socket.onopen = () => socket.close(1000)
    else socket.close(1000)
  }

  private forget(): void {
    this.socket = undefined
    this.ackedAt = undefined
  }

  private say(message: object): void {
    if (this.socket?.readyState === 1) this.socket.send(JSON.stringify(message))
  }
}
