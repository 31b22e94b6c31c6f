// The length of a password, in characters rather than bytes.
import { expect, it } from 'vitest'
import { passwordFault } from './new-password'

it.each([
  ['山高月小水落石出清风徐', '太短了，至少 12 个字符。'],
  ['山高月小水落石出清风徐来', undefined],
  ['𠮷'.repeat(64), undefined],
  ['x'.repeat(65), '太长了，最多 64 个字符。'],
])('%s', (password, fault) => {
  expect(passwordFault(password)).toBe(fault)
})
