// The day's list: which group a case falls into, and how its due day reads.
import { describe, expect, it } from 'vitest'
import { chinaDay, daysBetween, dueInFull, dueInList, groupByDue, momentInWords } from './due'

const TODAY = '2026-11-22'
const due = (dueOn: string | null, viewerCan: readonly string[] = ['REPLY'], kind = 'RESULT') => ({ due: dueOn ? { kind, dueOn } : null, viewerCan })

describe('groups by due date', () => {
  it('puts every case into one group, the earliest first', () => {
    const cases = [due('2026-12-18'), due('2026-11-25'), due('2026-11-24'), due('2026-11-22'), due('2026-11-20'), due(null)]
    const groups = groupByDue(cases, TODAY)
    expect(groups.map((group) => [group.title, group.cases.map((one) => one.due?.dueOn ?? null)])).toEqual([
      ['已超期', ['2026-11-20']],
      ['今天到期', ['2026-11-22']],
      ['这几天', ['2026-11-24', '2026-11-25']],
      ['以后', ['2026-12-18', null]],
    ])
  })
  it('keeps what one can only read apart, however late it is', () => {
    expect(groupByDue([due('2026-11-01', [])], TODAY).map((group) => group.key)).toEqual(['readOnly'])
  })
  it('takes the reporter\'s own day for nobody\'s work', () => {
    expect(groupByDue([due('2026-11-22', ['ASSIGN'], 'ANSWER')], TODAY).map((group) => group.key)).toEqual(['readOnly'])
  })
  it('shows no empty group', () => {
    expect(groupByDue([], TODAY)).toEqual([])
  })
})

describe('days in words', () => {
  it('counts over months and leap days', () => {
    expect(daysBetween('2028-02-28', '2028-03-01')).toBe(2)
    expect(daysBetween('2026-11-22', '2026-11-20')).toBe(-2)
  })
  it('reads well in a list', () => {
    expect(['2026-11-19', '2026-11-22', '2026-11-23', '2026-11-24', '2026-12-03', '2027-01-04'].map((day) => dueInList(day, TODAY)))
      .toEqual(['超期 3 天', '今天 24:00 前', '明天', '11 月 24 日 · 还有 2 天', '12 月 3 日', '2027 年 1 月 4 日'])
  })
  it('reads well on the case', () => {
    expect(['2026-11-19', '2026-11-22', '2026-11-24'].map((day) => dueInFull(day, TODAY)))
      .toEqual(['11 月 19 日，超期 3 天', '今天 24:00', '11 月 24 日，还有 2 天'])
  })
})

describe('moments', () => {
  it('belong to the day of China, whatever zone they are written in', () => {
    expect(chinaDay(new Date('2026-11-21T16:00:00Z'))).toBe('2026-11-22')
    expect(momentInWords('2026-11-22T01:14:00Z', TODAY)).toBe('今天 09:14')
    expect(momentInWords('2026-11-03T18:20:00+08:00', TODAY)).toBe('11 月 3 日 18:20')
  })
})
