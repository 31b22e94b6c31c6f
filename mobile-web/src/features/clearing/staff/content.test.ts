import { expect, test } from 'vitest'
import { EMPTY, inputOf, written } from './content'
import { withoutStep, withStepBefore, withStepUp } from './flow'
import { saidWays } from './ways'

const step = (title: string) => ({ title, actor: '村委会', duty: '办', timeLimit: null, document: null })

test('steps get the number of their place, and ways and risks follow', () => {
  const risks = [{ stepNumber: 7, grade: 'A' as const, kind: 'PROCESS' as const, text: '不开会', measures: [], rules: [] }]
  const next = (to: number) => ({ to, condition: null, isReturn: false })
  const steps = [{ number: 2, ...step('申请'), next: [next(7)] }, { number: 7, ...step('评议'), next: [] }]
  const { name, kind, administrativeType, summary, isMajor, exercisingBody, supervisingBody, accountableBody } = EMPTY
  const plain = { name, kind, administrativeType, summary, isMajor, exercisingBody, supervisingBody, accountableBody }
  const form = written({ ...plain, legalBases: [], standards: [], guides: [], steps, risks, chart: { svg: '', text: [] } })
  expect(form.ways).toEqual([])
  expect(form.risks[0]?.stepNumber).toBe(2)
  expect(inputOf(form).steps.map(({ number }) => number)).toEqual([1, 2])
})

const way = (fromNumber: number, toNumber: number, condition: string | null = null) => ({ fromNumber, toNumber, condition })
const risk = (stepNumber: number | null) => ({ stepNumber, grade: 'B' as const, kind: 'DUTY' as const, text: '拖着不办', measures: [], rules: [] })
const titles = (form: { steps: readonly { title: string }[] }) => form.steps.map(({ title }) => title)

test('of ways only those are written that do not go without saying', () => {
  expect(saidWays([way(1, 2), way(2, 3), way(3, 1, '不全'), way(3, 4)])).toEqual([way(3, 1, '不全')])
  const branch = [way(1, 2, '一般'), way(1, 3, '重大'), way(2, 4), way(3, 4)]
  expect(saidWays(branch)).toEqual(branch)
})

test('a step is put between two, and who came to the one behind it comes to it', () => {
  const form = { ...EMPTY, steps: [step('一'), step('二'), step('三'), step('四')], ways: [way(1, 2, '一般'), way(1, 3, '重大'), way(2, 4), way(4, 3, '不全')], risks: [risk(2), risk(3), risk(null)] }
  const more = withStepBefore(form, 2, step('新'))
  expect(titles(more)).toEqual(['一', '二', '新', '三', '四'])
  expect(more.ways).toEqual([way(1, 2, '一般'), way(1, 3, '重大'), way(2, 5), way(5, 4, '不全')])
  expect(more.risks.map(({ stepNumber }) => stepNumber)).toEqual([2, 4, null])
  const first = withStepBefore({ ...form, ways: [way(3, 1, '不全')] }, 0, step('新'))
  expect([titles(first)[0], first.ways]).toEqual(['新', [way(4, 2, '不全')]])
})

test('a step goes up where one follows the other, and the way through stays', () => {
  const form = { ...EMPTY, steps: [step('一'), step('二'), step('三')], ways: [way(3, 1, '不全')], risks: [risk(3)] }
  const up = withStepUp(form, 2)
  expect([titles(up), up.ways, up.risks[0]?.stepNumber]).toEqual([['一', '三', '二'], [way(2, 1, '不全')], 2])
  const said = withStepUp({ ...form, ways: [way(1, 2), way(2, 3, '开过会'), way(3, 2, '不全')] }, 2)
  expect(said.ways).toEqual([way(1, 2), way(2, 3, '开过会'), way(3, 2, '不全')])
  expect(withStepUp(form, 0)).toBe(form)
})

test('of two branches beside each other each keeps its ways', () => {
  const form = { ...EMPTY, steps: [step('一'), step('二'), step('三'), step('四')], ways: [way(1, 2, '一般'), way(1, 3, '重大'), way(2, 4), way(3, 4)], risks: [] }
  expect(withStepUp(form, 2).ways).toEqual([way(1, 3, '一般'), way(1, 2, '重大'), way(3, 4), way(2, 4)])
})

test('a step that goes takes its ways along, and what is behind it moves up', () => {
  const form = { ...EMPTY, steps: [step('一'), step('二'), step('三')], ways: [way(1, 2), way(1, 3), way(3, 1)], risks: [risk(2), risk(3), risk(null)] }
  const left = withoutStep(form, 1)
  expect(left.steps.map(({ title }) => title)).toEqual(['一', '三'])
  expect(left.ways).toEqual([way(1, 2), way(2, 1)])
  expect(left.risks.map(({ stepNumber }) => stepNumber)).toEqual([null, 2, null])
})

test('what was left empty is nothing', () => {
  const basis = { law: '《某法》', article: ' ', text: '条文' }
  expect(inputOf({ ...EMPTY, legalBases: [basis] }).legalBases[0]?.article).toBeNull()
})

test('rules of a risk are sent by their codes', () => {
  const cited = { stepNumber: null, grade: 'A' as const, kind: 'DUTY' as const, text: '拖着不办', measures: ['到期提醒', ''], rules: [{ code: 'ZD-01', name: '限时办结办法' }] }
  expect(inputOf({ ...EMPTY, risks: [cited] }).risks).toEqual([{ stepNumber: null, grade: 'A', kind: 'DUTY', text: '拖着不办', measures: ['到期提醒'], ruleCodes: ['ZD-01'] }])
})
