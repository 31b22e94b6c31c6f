import { expect, test } from 'vitest'
import { spansOf } from './spans'

test('days that follow each other are one line', () => {
  const day = (on: string, works: boolean, name: string, county = false) => ({ on, works, name, county })
  const spans = spansOf([day('2026-02-28', true, '春节'), day('2026-10-01', false, '国庆节'), day('2026-10-02', false, '国庆节'), day('2026-10-03', false, '县庆', true), day('2026-10-05', false, '县庆', true)])
  expect(spans.map(({ from, until }) => [from, until])).toEqual([
    ['2026-02-28', '2026-02-28'],
    ['2026-10-01', '2026-10-02'],
    ['2026-10-03', '2026-10-03'],
    ['2026-10-05', '2026-10-05'],
  ])
})
