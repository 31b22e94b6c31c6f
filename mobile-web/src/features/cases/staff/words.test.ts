// Names of cases and order of actions.
import { describe, expect, it } from 'vitest'
import { caseName, inOrder, leading, lightWaitsFor, mustPublish } from './words'

describe('a case in one line', () => {
  const village = { kind: 'UNIT', name: '赵家山村', unitName: '赵家山村' } as const
  const person = { kind: 'OFFICIAL', name: '甲', unitName: '赵家山村' } as const
  const power = { kind: 'POWER', name: '低保评议', unitName: '赵家山村' } as const
  it('names the matter when there is one', () => {
    expect(caseName([person, power])).toBe('赵家山村 低保评议')
  })
  it('names the unit once, and counts what it leaves out', () => {
    expect(caseName([village])).toBe('赵家山村')
    expect(caseName([village, person])).toBe('赵家山村 等 2 个')
    expect(caseName([person])).toBe('赵家山村 甲')
    expect(caseName([])).toBe('办理件')
  })
})

describe('actions', () => {
  it('come with the one that leads on first', () => {
    expect(inOrder(['ASSIGN', 'DECLINE', 'ACCEPT'])).toEqual(['ACCEPT', 'ASSIGN', 'DECLINE'])
    expect(inOrder([])).toEqual([])
    expect(leading(inOrder(['CORRECT', 'FILE', 'REPLY']))).toBe('REPLY')
    expect(leading(['CORRECT', 'PROPOSE_MALICE'])).toBe(undefined)
  })
})

describe('publishing the result', () => {
  const one = { state: 'REPLIED', viewerCan: ['ADD_NOTE'], deadlines: [{ kind: 'PUBLISH_RESULT', state: 'MISSED' }] } as const
  it('leads on from the answer until it is done', () => {
    expect(mustPublish(one)).toBe(true)
    expect(mustPublish({ ...one, deadlines: [{ kind: 'PUBLISH_RESULT', state: 'MET' }] })).toBe(false)
    expect(mustPublish({ ...one, state: 'INVESTIGATING' })).toBe(false)
    expect(mustPublish({ ...one, viewerCan: [] })).toBe(false)
  })
})

describe('the badge', () => {
  const one = { light: 'YELLOW', instance: 1, state: 'SUBMITTED', nextAct: '定收不收' } as const
  it('says what it waits for', () => {
    expect(lightWaitsFor(one)).toBe('定收不收')
    expect(lightWaitsFor({ ...one, light: 'RED', instance: 2 })).toBe('举报人不满意')
    expect(lightWaitsFor({ ...one, light: 'NONE', state: 'SETTLED' })).toBe('已办结')
  })
})
