import { expect, test } from 'vitest'
import { EMPTY } from './content'
import { linesOf, merge, withPart } from './merge'

const step = (title: string) => ({ title, actor: '村委会', duty: '办', timeLimit: null, document: null })
const risk = (stepNumber: number, text: string) => ({ stepNumber, grade: 'B' as const, kind: 'DUTY' as const, text, measures: [], rules: [] })
const base = { ...EMPTY, name: '低保评议', summary: '谁家能吃低保', steps: [step('申请'), step('评议')], risks: [risk(2, '不开会')] }

test('what each touched goes together', () => {
  const found = merge(base, { ...base, summary: '我写的' }, { ...base, name: '低保对象评议', isMajor: true })
  expect([found.form.name, found.form.summary, found.form.isMajor]).toEqual(['低保对象评议', '我写的', true])
  expect([found.taken, found.both]).toEqual([['name', 'isMajor'], []])
})

test('what both touched stays as one wrote it, and is named until one chooses', () => {
  const other = { ...base, summary: '别人写的', name: '新名称' }
  const found = merge(base, { ...base, summary: '我写的' }, other)
  expect([found.form.summary, found.form.name, found.both]).toEqual(['我写的', '新名称', ['summary']])
  expect(withPart(found.form, 'summary', other).summary).toBe('别人写的')
})

test('the same words, and spaces around them, are no difference', () => {
  const own = { ...base, summary: ' 一样 ', steps: [step('申请'), { ...step('评议'), timeLimit: '' }] }
  const found = merge(base, own, { ...base, summary: '一样' })
  expect([found.taken, found.both]).toEqual([[], []])
})

test('risks of one are not put to the steps of another without being asked', () => {
  const own = { ...base, steps: [step('申请'), step('公示'), step('评议')], risks: [risk(3, '不开会')] }
  const other = { ...base, risks: [risk(2, '不公示')] }
  expect(merge(base, own, other).both).toEqual(['risks'])
  const moved = merge(base, { ...base, risks: [risk(2, '改过的')] }, { ...base, steps: own.steps, risks: base.risks })
  expect([moved.both, moved.form.risks[0]?.text]).toEqual([['risks'], '改过的'])
  expect(linesOf('risks', own)[0]).toContain('第 3 步')
})
