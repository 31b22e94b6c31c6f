// What a proposal of a role must say.
import { expect, it } from 'vitest'
import { checkProposal, placeOfRole } from './proposal'

const good = { role: 'HANDLER', place: 'organ_1', from: '2026-11-22', until: '' } as const

it('knows where each role belongs', () => {
  expect([placeOfRole('HEAD'), placeOfRole('PUBLISHER'), placeOfRole('AUDITOR')]).toEqual(['organ', 'unit', undefined])
})

it('asks for the place only where there is one', () => {
  expect(checkProposal(good)).toEqual([])
  expect(checkProposal({ ...good, place: '' }).map(({ field }) => field)).toEqual(['organId'])
  expect(checkProposal({ ...good, role: 'AUDITOR', place: '' })).toEqual([])
})

it('wants an end that is not before the beginning', () => {
  expect(checkProposal({ ...good, until: '2026-11-21' }).map(({ field }) => field)).toEqual(['until'])
  expect(checkProposal({ ...good, until: '2026-11-22' })).toEqual([])
  expect(checkProposal({ ...good, from: '' }).map(({ field }) => field)).toEqual(['from'])
})
