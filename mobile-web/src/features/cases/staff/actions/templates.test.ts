// Reply templates: every finding has one, blanks are filled or seen, the closing fits the instance.
import { describe, expect, it } from 'vitest'
import type { Finding } from '@/shared/graphql/schema.generated'
import { blankRefusals, blanksLeft, fillBlanks } from './blanks'
import { templatesFor } from './templates'
import { CHANNELS, DECLINE_REASONS, OUTSIDE_REASONS, TRANSFER_REASONS } from './turning-away'

const FINDINGS: readonly Finding[] = ['SUBSTANTIATED', 'PARTLY_SUBSTANTIATED', 'NOT_SUBSTANTIATED', 'CANNOT_BE_VERIFIED']

describe('templates', () => {
  it('exist for every finding and name what has to be filled', () => {
    for (const finding of FINDINGS) {
      const templates = templatesFor(finding, 1)
      expect(templates.length).toBeGreaterThan(0)
      for (const template of templates) expect(blanksLeft(template.text).length).toBeGreaterThan(0)
    }
  })
  it('tell of the step up at the first instance and of the end at the review', () => {
    expect(templatesFor('SUBSTANTIATED', 1)[0]?.text).toContain('转到上一级')
    expect(templatesFor('SUBSTANTIATED', 2)[0]?.text).toContain('最后一次答复')
  })
})

describe('blanks', () => {
  it('take the known words and keep the others', () => {
    expect(fillBlanks('反映的〔事情〕，〔哪天〕查过〔事情〕', { 事情: '低保评议' })).toBe('反映的低保评议，〔哪天〕查过低保评议')
  })
  it('are named once each', () => {
    expect(blanksLeft('〔谁〕〔哪天〕〔谁〕')).toEqual(['谁', '哪天'])
    expect(blanksLeft('都写好了')).toEqual([])
    expect(blanksLeft('按〔2026〕12 号文件，由〔谁〕退还')).toEqual(['谁'])
  })
  it('keep a text from being sent', () => {
    expect(blankRefusals([['reason', '因为〔为什么〕'], ['rightChannel', '12345']])).toEqual([{ field: 'reason', message: '还有 1 处没填：〔为什么〕。' }])
  })
})

describe('texts for turning away', () => {
  it('leave something to be filled in wherever the reporter is told why', () => {
    for (const { text } of [...DECLINE_REASONS, ...TRANSFER_REASONS, ...OUTSIDE_REASONS]) expect(blanksLeft(text)).toContain('事情')
  })
  it('say what one may do who does not agree', () => {
    for (const { text } of DECLINE_REASONS) expect(text).toContain('转到上一级')
  })
  it('name no county and nobody', () => {
    const all = [...DECLINE_REASONS, ...CHANNELS, ...TRANSFER_REASONS, ...OUTSIDE_REASONS].map(({ text }) => text).join('')
    expect(all).not.toMatch(/苍溪|任丘|同志|书记/)
    // Only numbers that are the same in the whole country.
    for (const [number] of all.replace(/〔[^〕]*〕/g, '').matchAll(/\d{3,}/g)) expect(['12345', '12333', '12315', '12368', '12309', '12348', '110']).toContain(number)
  })
})
