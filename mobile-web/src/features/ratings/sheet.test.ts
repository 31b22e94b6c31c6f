// What a sheet sends, and what it still lacks.
import { expect, it } from 'vitest'
import { answered, hasLow, missingReason, toSend, type Group } from './sheet'

const groups: Group[] = [
  { name: '政治纪律', side: 'INTEGRITY', questions: [{ code: 'a', text: '甲' }, { code: 'b', text: '乙' }] },
  { name: '在岗办事', side: 'DILIGENCE', questions: [{ code: 'c', text: '丙' }] },
]

it('sends what was answered and nothing in its place', () => {
  expect(toSend(groups, { a: 5, c: 0, old: 3 }, { a: '不用写' })).toEqual([
    { code: 'a', score: 5, reason: null },
    { code: 'c', score: null, reason: null },
  ])
  expect(answered(groups, { a: 5, c: 0, old: 3 })).toBe(2)
})

it('asks why for a low answer, in its group', () => {
  expect(missingReason(groups, { a: 3, c: 2 }, {})).toEqual({ at: 1, code: 'c', message: '第 3 条选了“差”，请写为什么，至少 5 个字。' })
  expect(missingReason(groups, { c: 2 }, { c: ' 太短 ' })?.code).toBe('c')
  expect(missingReason(groups, { c: 2 }, { c: '叫了三回都不来' })).toBeUndefined()
  expect(hasLow(groups, { a: 3, old: 1 })).toBe(false)
  expect(toSend(groups, { c: 1 }, { c: ' 叫了三回都不来 ' })).toEqual([{ code: 'c', score: 1, reason: '叫了三回都不来' }])
})
