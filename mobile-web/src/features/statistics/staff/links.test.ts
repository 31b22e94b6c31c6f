import { expect, test } from 'vitest'
import { TO_ACT, listOf } from './links'

test('a number leads to the list of exactly what it counts', () => {
  expect(listOf('organ_1')).toBe('/staff/all?organ=organ_1')
  expect(listOf('organ_1', { light: 'RED' })).toBe('/staff/all?organ=organ_1&light=RED')
  expect(listOf('organ_1', { due: ['DAY', 'WEEK'], state: TO_ACT, handler: 'none' })).toBe(
    '/staff/all?organ=organ_1&due=DAY.WEEK&state=SUBMITTED.ACCEPTED.INVESTIGATING.CASE_FILED&handler=none',
  )
  expect(listOf('organ_1', { publish: true })).toBe('/staff/all?organ=organ_1&publish=yes')
  expect(listOf('organ_1', { subject: 'UNIT' })).toBe('/staff/all?organ=organ_1&subject=UNIT')
})
