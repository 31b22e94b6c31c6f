// The line to the server: when it is opened, what is said on it, how it comes back, and when it is let go.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Document } from '@/shared/graphql/document'
import { Line, pauseAfter } from './line'

class FakeSocket {
  static all: FakeSocket[] = []
  readyState = 0
  said: { type: string; id?: string; payload?: Record<string, unknown> }[] = []
  onopen: (() => void) | null = null
  onmessage: ((event: { data: string }) => void) | null = null
  onclose: ((event: { code: number }) => void) | null = null
  constructor(
    readonly url: string,
    readonly protocol: string,
  ) {
    FakeSocket.all.push(this)
  }
  send(text: string): void {
    this.said.push(JSON.parse(text) as FakeSocket['said'][number])
  }
  close(code: number): void {
    this.ends(code)
  }
  opens(): void {
    this.readyState = 1
    this.onopen?.()
    this.says({ type: 'connection_ack' })
  }
  says(message: object): void {
    this.onmessage?.({ data: JSON.stringify(message) })
  }
  ends(code: number): void {
    this.readyState = 3
    this.onclose?.({ code })
  }
}

const page = { hidden: false, listeners: new Map<string, () => void>(), addEventListener: (name: string, act: () => void) => void page.listeners.set(name, act) }
const wanted: Document<{ changed: number }, object> = { name: 'Changed', text: 'subscription Changed{changed}' }

beforeEach(() => {
  vi.useFakeTimers()
  FakeSocket.all = []
  page.hidden = false
  page.listeners.clear()
  vi.stubGlobal('document', page)
  vi.stubGlobal('addEventListener', page.addEventListener)
  vi.stubGlobal('location', { protocol: 'https:', host: 'lj.example' })
  vi.stubGlobal('WebSocket', FakeSocket)
  vi.stubGlobal('window', { setTimeout, WebSocket: FakeSocket })
})

afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

const settled = () => vi.advanceTimersByTimeAsync(0)
const last = () => FakeSocket.all[FakeSocket.all.length - 1] as FakeSocket

async function watching(token: (renew: boolean) => Promise<string | undefined> = () => Promise.resolve('t')) {
  const line = new Line(token)
  const heard: unknown[] = []
  const stop = line.watch(wanted, { a: 1 }, (data) => heard.push(data))
  await settled()
  return { line, heard, stop }
}

describe('a line', () => {
  it('says who it is in its first message, and nowhere else', async () => {
    await watching()
    expect([last().url, last().protocol]).toEqual(['wss://lj.example/graphql', 'graphql-transport-ws'])
    last().opens()
    expect(last().said).toEqual([
      { type: 'connection_init', payload: { token: 't' } },
      { id: '1', type: 'subscribe', payload: { operationName: 'Changed', query: wanted.text, variables: { a: 1 } } },
    ])
  })

  it('tells what it hears, and asks for the page when something may have been missed', async () => {
    const { line, heard } = await watching()
    last().opens()
    last().says({ type: 'next', id: '1', payload: { data: { changed: 5 } } })
    last().says({ type: 'ping' })
    expect(heard).toEqual([{ changed: 5 }])
    expect(last().said[2]).toEqual({ type: 'pong' })
    last().ends(1006)
    expect(line.isLive()).toBe(false)
    await vi.advanceTimersByTimeAsync(2_000)
    last().opens()
    expect([FakeSocket.all.length, heard]).toEqual([2, [{ changed: 5 }, undefined]])
    last().says({ type: 'complete', id: '1' })
    expect(heard.length).toBe(3)
  })

  it('gets a new token when the old one is not good any more', async () => {
    const asked: boolean[] = []
    await watching((renew) => (asked.push(renew), Promise.resolve('t')))
    last().opens()
    last().ends(4403)
    await vi.advanceTimersByTimeAsync(2_000)
    expect(asked).toEqual([false, true])
  })

  it('comes back later and later where nothing gets through, and at once when somebody looks again', async () => {
    await watching()
    const tries = async (span: number) => {
      const before = FakeSocket.all.length
      for (let at = 0; at < span; at += 1_000) {
        if (last().readyState === 0) last().ends(1006)
        await vi.advanceTimersByTimeAsync(1_000)
      }
      return FakeSocket.all.length - before
    }
    const [first, later] = [await tries(60_000), await tries(60_000)]
    expect(first).toBeGreaterThan(later)
    await tries(60 * 60_000)
    expect(await tries(60 * 60_000)).toBeLessThan(30)
    if (last().readyState === 0) last().ends(1006)
    const before = FakeSocket.all.length
    page.listeners.get('visibilitychange')?.()
    await settled()
    expect(FakeSocket.all.length).toBe(before + 1)
  })

  it('is let go when nobody looks, and when nobody wants anything', async () => {
    const { stop } = await watching()
    last().opens()
    page.hidden = true
    page.listeners.get('visibilitychange')?.()
    await vi.advanceTimersByTimeAsync(14_000)
    expect(last().readyState).toBe(1)
    await vi.advanceTimersByTimeAsync(2_000)
    expect(last().readyState).toBe(3)
    await vi.advanceTimersByTimeAsync(10 * 60_000)
    expect(FakeSocket.all.length).toBe(1)
    page.hidden = false
    page.listeners.get('visibilitychange')?.()
    await settled()
    last().opens()
    stop()
    expect(last().said[last().said.length - 1]).toEqual({ id: '1', type: 'complete' })
    await vi.advanceTimersByTimeAsync(16_000)
    expect(last().readyState).toBe(3)
  })
})

it('pauses are never the same for all, and end at five minutes', () => {
  expect([pauseAfter(0, 0), pauseAfter(0, 1), pauseAfter(3, 0.5)]).toEqual([500, 1_500, 8_000])
  expect(pauseAfter(60, 0.5)).toBe(300_000)
})
