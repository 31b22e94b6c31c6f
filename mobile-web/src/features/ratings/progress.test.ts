// A sheet that is being filled outlives a reload, and never a reason, a name or a phone.
import { beforeEach, expect, it, vi } from 'vitest'
import { forgetRatings } from '@/shared/rating/kept'
import { deviceKey } from './device'
import { forgetProgress, keepProgress, readProgress } from './progress'

const sheet = { month: '2026-11', at: 2, answers: { zz1: 4, lj1: 0 } }

beforeEach(() => {
  const kept = new Map<string, string>()
  const sessionStorage = {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  }
  vi.stubGlobal('window', { sessionStorage, localStorage: sessionStorage })
})

it('is there after a reload, in its month', () => {
  keepProgress('official_1', sheet)
  expect(readProgress('official_1', '2026-11')).toEqual(sheet)
  expect(readProgress('official_2', '2026-11')).toBeUndefined()
  expect(readProgress('official_1', '2026-12')).toBeUndefined()
  expect(readProgress('official_1', '2026-11')).toBeUndefined()
})

it('holds nothing but answers', () => {
  keepProgress('official_1', { ...sheet, reasons: { lj1: '收了红包' }, name: '王大山', phone: '13800000000' } as never)
  const text = window.sessionStorage.getItem('rating:official_1') ?? ''
  for (const secret of ['收了红包', '王大山', '13800000000']) expect(text).not.toContain(secret)
})

it('is gone once it was handed in, and a spoilt one counts as none', () => {
  keepProgress('official_1', sheet)
  forgetProgress('official_1')
  expect(readProgress('official_1', '2026-11')).toBeUndefined()
  window.sessionStorage.setItem('rating:official_1', '{"month":')
  expect(readProgress('official_1', '2026-11')).toBeUndefined()
})

it('goes with the key of this device when the phone is cleared', () => {
  keepProgress('official_1', sheet)
  keepProgress('power_1', sheet)
  const key = deviceKey()
  expect([key.length, deviceKey()]).toEqual([32, key])
  forgetRatings()
  expect([readProgress('official_1', '2026-11'), readProgress('power_1', '2026-11')]).toEqual([undefined, undefined])
  expect(window.localStorage.getItem('rating-device')).toBeNull()
})
