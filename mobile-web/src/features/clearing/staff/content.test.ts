import { expect, test } from 'vitest'
import { EMPTY, inputOf, withoutStep, written } from './content'

const step = (title: string) => ({ title, actor: '村委会', duty: '办', timeLimit: null, document: null })

test('steps get the number of their place, and ways and risks follow', () => {
  const risks = [{ stepNumber: 7, grade: 'A' as const, kind: 'PROCESS' as const, text: '不开会', measures: [], rules: [] }]
  const next = (to: number) => ({ to, condition: null, isReturn: false })
  const steps = [{ number: 2, ...step('申请'), next: [next(7)] }, { number: 7, ...step('评议'), next: [] }]
  const { name, kind, administrativeType, summary, isMajor, exercisingBody, supervisingBody, accountableBody } = EMPTY
  const plain = { name, kind, administrativeType, summary, isMajor, exercisingBody, supervisingBody, accountableBody }
  const form = written({ ...plain, legalBases: [], standards: [], guides: [], steps, risks, chart: { svg: '', text: [] } })
  expect(form.ways).toEqual([{ fromNumber: 1, toNumber: 2, condition: null }])
  expect(form.risks[0]?.stepNumber).toBe(2)
  expect(inputOf(form).steps.map(({ number }) => number)).toEqual([1, 2])
})

test('a step that goes takes its ways along, and what is behind it moves up', () => {
  const way = (fromNumber: number, toNumber: number) => ({ fromNumber, toNumber, condition: null })
  const risk = (stepNumber: number | null) => ({ stepNumber, grade: 'B' as const, kind: 'DUTY' as const, text: '拖着不办', measures: [], rules: [] })
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
  const risk = { stepNumber: null, grade: 'A' as const, kind: 'DUTY' as const, text: '拖着不办', measures: ['到期提醒', ''], rules: [{ code: 'ZD-01', name: '限时办结办法' }] }
  expect(inputOf({ ...EMPTY, risks: [risk] }).risks).toEqual([{ stepNumber: null, grade: 'A', kind: 'DUTY', text: '拖着不办', measures: ['到期提醒'], ruleCodes: ['ZD-01'] }])
})
