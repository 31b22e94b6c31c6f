import { expect, test } from 'vitest'
import { drilledFilter, drilledPart, drilledWords } from './drilled'

test('an address without an organ is no number', () => {
  expect(drilledFilter({ due: 'OVERDUE' })).toBeUndefined()
  expect(drilledPart({ due: 'OVERDUE' })).toBe('')
})

test('the list holds what the number counts', () => {
  const query = { organ: 'organ_1', due: 'DAY.WEEK', state: 'SUBMITTED.ACCEPTED.INVESTIGATING.CASE_FILED', handler: 'none', from: 'all' }
  expect(drilledFilter(query)).toEqual({
    open: true,
    organId: 'organ_1',
    due: ['DAY', 'WEEK'],
    states: ['SUBMITTED', 'ACCEPTED', 'INVESTIGATING', 'CASE_FILED'],
    unassigned: true,
  })
  expect(drilledWords(query)).toEqual(['没办结', '还没分派', '今天明天到期', '7 天内到期', '还要办的'])
  expect(drilledPart(query)).toBe('organ=organ_1&due=DAY.WEEK&state=SUBMITTED.ACCEPTED.INVESTIGATING.CASE_FILED&handler=none')
})

test('what nobody knows is left out, and asks for nothing rather than for everything', () => {
  expect(drilledFilter({ organ: 'organ_1', light: 'GREEN', due: 'SOON', handler: 'account_1' })).toEqual({ open: true, organId: 'organ_1', due: [], handlerId: 'account_1' })
})

test('results that are to be published are those of one organ, or all of one\'s own; finished ones too', () => {
  expect(drilledFilter({ publish: 'yes' })).toEqual({ unpublished: true })
  expect(drilledFilter({ organ: 'organ_1', publish: 'yes' })).toEqual({ unpublished: true, organId: 'organ_1' })
  expect(drilledPart({ publish: 'yes', from: 'all' })).toBe('publish=yes')
  expect(drilledPart({ organ: 'organ_1', publish: 'yes' })).toBe('organ=organ_1&publish=yes')
  expect(drilledFilter({ publish: 'no' })).toBeUndefined()
})
