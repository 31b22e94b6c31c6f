import { expect, test } from 'vitest'
import { askedInWords, requestInWords } from './request-words'
import type { RequestFacts } from './request-words'

const none = { days: null, until: null, fromOn: null, endedOn: null }
const pause: RequestFacts = { ...none, kind: 'PAUSE', state: 'OPEN', until: '2026-03-14' }

test('a request says what it asks for and how far it is', () => {
  const today = '2026-03-05'
  expect(askedInWords(pause, today)).toBe('暂停到 3 月 14 日')
  expect(requestInWords(pause, today)).toBe('暂停到 3 月 14 日：等上级批')
  expect(requestInWords({ ...pause, state: 'GRANTED', fromOn: '2026-03-05', endedOn: '2026-03-08' }, today)).toBe('暂停到 3 月 14 日：批准了，3 月 5 日到 3 月 8 日')
  expect(requestInWords({ ...pause, state: 'GRANTED', fromOn: '2026-03-05', endedOn: '2026-03-04' }, today)).toBe('暂停到 3 月 14 日：批准了，当天就恢复了')
  expect(requestInWords({ ...none, kind: 'EXTENSION', state: 'REFUSED', days: 20 }, today)).toBe('延长 20 天：没有批准')
})
