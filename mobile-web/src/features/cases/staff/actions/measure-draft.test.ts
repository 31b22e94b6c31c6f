// Measures on their way from the form to the server.
import { describe, expect, it } from 'vitest'
import { checkMeasures, measuresToSend } from './measure-draft'

describe('measures', () => {
  const talk = { kind: 'TALK', amount: '12', note: ' 一人 ' } as const
  const money = { kind: 'MONEY_RETURNED', amount: '2,760', note: '' } as const
  it('send an amount only where it is about money', () => {
    expect(measuresToSend([talk, money])).toEqual([
      { kind: 'TALK', amount: null, note: '一人' },
      { kind: 'MONEY_RETURNED', amount: '2760.00', note: null },
    ])
  })
  it('ask for the amount where it is about money', () => {
    expect(checkMeasures([talk, { ...money, amount: '' }, { ...money, amount: '两千' }]).map(({ field }) => field)).toEqual(['measures.1.amount', 'measures.2.amount'])
    expect(checkMeasures([talk, money])).toEqual([])
  })
})
