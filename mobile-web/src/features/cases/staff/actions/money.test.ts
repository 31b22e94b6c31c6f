// Amounts as people type them.
import { describe, expect, it } from 'vitest'
import { readYuan } from './money'

describe('reads yuan', () => {
  it.each([
    ['2760', '2760.00'], ['2,760.5', '2760.50'], ['２７６０元', '2760.00'], ['1.86万', '18600.00'], ['1.86 万元', '18600.00'],
    ['0.05', '0.05'], ['007', '7.00'], ['0.00001万', '0.10'],
  ])('%s is %s', (typed, amount) => {
    expect(readYuan(typed)).toEqual({ amount })
  })
  it('takes an empty field as no amount', () => {
    expect(readYuan('  ')).toEqual({ amount: null })
  })
  it.each(['-5', '1.234', 'abc', '1e3', '.5', '5.', '0', '1234567890123', '五百'])('refuses %s in words', (typed) => {
    expect(readYuan(typed)).toHaveProperty('error')
  })
})
