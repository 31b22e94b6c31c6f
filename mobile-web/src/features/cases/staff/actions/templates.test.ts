// Reply templates: every finding has one, blanks are filled or seen, the closing fits the instance.
import { describe, expect, it } from 'vitest'
import type { Finding } from '@/shared/graphql/schema.generated'
import { blanksLeft, fillBlanks, templatesFor } from './templates'

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
  })
})
