// Which step of a stopped power is marked.
import { expect, test } from 'vitest'
import { haltedAt } from './halted-at'

const steps = [1, 2].map((number) => ({ number, title: `第 ${number} 步`, actor: '', duty: '', timeLimit: null, document: null, next: [] }))

function halt(isOpen: boolean, step: { number: number; title: string } | null) {
  return { id: 'halt', isOpen, step, organName: '', orderedAt: '', reason: '', answers: [], resumedBy: null, resumedAt: null, resumeReason: null }
}

test('the step of the open halt is marked, as it is called today', () => {
  const at = { number: 2, title: '第 2 步' }
  expect(haltedAt({ steps, halts: [halt(true, at)] })).toBe(2)
  expect(haltedAt({ steps, halts: [halt(false, at)] })).toBeUndefined()
  expect(haltedAt({ steps, halts: [halt(true, null)] })).toBeUndefined()
  expect(haltedAt({ steps, halts: [halt(true, { number: 2, title: '改过的步骤' })] })).toBeUndefined()
  expect(haltedAt({ steps, halts: [] })).toBeUndefined()
})
