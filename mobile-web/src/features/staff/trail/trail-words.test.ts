// What an entry of the trail says.
import { expect, it } from 'vitest'
import { aboutInWords, doneInWords } from './trail-words'

const blank = { id: 'entry_1', kind: 'staff.signed_in', at: '2026-11-22T09:00:00+08:00', by: { id: 'account_1', name: '周敏' }, account: null, role: null, what: null, organName: null, unitName: null, officialName: null, reason: null, files: [], changes: [] }

it('says who got what, where and why', () => {
  const given = { ...blank, kind: 'staff.role_approved', account: { id: 'account_2', name: '吴刚' }, role: 'HANDLER', organName: '龙山镇纪委', officialName: '吴刚' } as const
  expect(aboutInWords(given)).toBe('账号：吴刚；承办人；龙山镇纪委；对应干部：吴刚')
  expect(aboutInWords({ ...blank, kind: 'import.done', files: ['units.csv', 'posts.csv'] })).toBe('units.csv、posts.csv')
})

it('says from what to what', () => {
  const changes = [
    { name: '评价的期限', before: '15 天', after: '20 天' },
    { name: '静默时段', before: '21:00–8:00', after: null },
    { name: 'ICP 备案号', before: null, after: null },
  ]
  expect(aboutInWords({ ...blank, kind: 'settings.set', changes })).toBe('评价的期限：15 天 → 20 天；静默时段：21:00–8:00 → 没有；ICP 备案号')
})

it('does not name somebody twice', () => {
  expect(aboutInWords({ ...blank, account: blank.by })).toBe('')
})

it('shows the code of what it does not know', () => {
  expect([doneInWords('staff.signed_in'), doneInWords('staff.tomorrow')]).toEqual(['登录', 'staff.tomorrow'])
})
