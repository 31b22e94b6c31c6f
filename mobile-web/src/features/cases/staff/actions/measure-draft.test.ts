// Measures on their way from the form to the server.
import { describe, expect, it } from 'vitest'
import { NEW_MEASURE, checkMeasures, measuresToSend } from './measure-draft'

describe('measures', () => {
  const nobody = { body: null, on: null, document: null }
  const talk = { ...NEW_MEASURE, amount: '12', note: ' 一人 ' }
  const money = { ...NEW_MEASURE, kind: 'MONEY_RETURNED', amount: '2,760' } as const
  const justice = { ...NEW_MEASURE, kind: 'HANDED_TO_JUSTICE', body: ' 县人民检察院 ', on: '2026-03-01', document: '苍纪移〔2026〕1号' } as const
  it('send an amount only where it is about money', () => {
    expect(measuresToSend([talk, money])).toEqual([
      { kind: 'TALK', amount: null, note: '一人', ...nobody },
      { kind: 'MONEY_RETURNED', amount: '2760.00', note: null, ...nobody },
    ])
  })
  it('ask for the amount where it is about money', () => {
    expect(checkMeasures([talk, { ...money, amount: '' }, { ...money, amount: '两千' }]).map(({ field }) => field)).toEqual(['measures.1.amount', 'measures.2.amount'])
    expect(checkMeasures([talk, money])).toEqual([])
  })
  it('name body, day and document where somebody is handed on, and nowhere else', () => {
    expect(measuresToSend([justice])).toEqual([{ kind: 'HANDED_TO_JUSTICE', amount: null, note: null, body: '县人民检察院', on: '2026-03-01', document: '苍纪移〔2026〕1号' }])
    expect(measuresToSend([{ ...justice, kind: 'TALK' }])).toEqual([{ kind: 'TALK', amount: null, note: null, ...nobody }])
    expect(checkMeasures([justice])).toEqual([])
    expect(checkMeasures([{ ...justice, document: ' ' }]).map(({ field }) => field)).toEqual(['measures'])
  })
})
