// How dates, money and sizes are written.
import { describe, expect, it } from 'vitest'
import { bytes, characters, chinaDay, clock, day, dayWithYear, daysLeft, daysUntil, minutes, money, thousands } from '../src/shared/format/format'

describe('days', () => {
  it('keeps the day of a plain date', () => {
    expect(day('2026-12-03')).toBe('12 月 3 日')
    expect(dayWithYear('2026-01-31')).toBe('2026 年 1 月 31 日')
  })

  it("is China's day whatever the offset says", () => {
    expect(day('2026-12-02T16:00:00Z')).toBe('12 月 3 日')
    expect(chinaDay(new Date('2026-11-21T16:30:00Z'))).toBe('2026-11-22')
    expect(day('2026-12-03T01:00:00+09:00')).toBe('12 月 3 日')
    expect(clock('2026-11-22T00:31:00Z')).toBe('08:31')
  })

  it('counts days by the calendar, not by hours', () => {
    const lateEvening = new Date('2026-11-22T15:59:00Z')
    expect(daysUntil('2026-11-23', lateEvening)).toBe(1)
    expect(daysLeft('2026-11-22', lateEvening)).toBe('就是今天')
    expect(daysLeft('2026-12-03', lateEvening)).toBe('还有 11 天')
    expect(daysLeft('2026-11-20', lateEvening)).toBe('过了 2 天')
  })
})

describe('amounts', () => {
  it.each([
    ['2760.00', '2,760 元'],
    ['2760.50', '2,760.50 元'],
    ['0.05', '0.05 元'],
    ['186000', '18.6 万元'],
    ['126400.00', '126,400 元'],
    ['1000000', '100 万元'],
  ])('%s is %s', (yuan, words) => expect(money(yuan)).toBe(words))

  it.each([
    [1, '1 KB'],
    [640_000, '640 KB'],
    [1_100_000, '1.1 MB'],
    [38_400_000, '38 MB'],
  ])('%i bytes are %s', (count, words) => expect(bytes(count)).toBe(words))

  it('writes minutes and thousands', () => {
    expect(minutes(68)).toBe('1:08')
    expect(thousands(218406)).toBe('218,406')
    expect(thousands(7)).toBe('7')
  })
})

it('counts characters by code points', () => expect(characters('a苍𠀀👍')).toBe(4))
