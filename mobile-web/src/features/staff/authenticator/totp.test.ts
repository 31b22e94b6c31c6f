// The authenticator's secret by hand.
import { expect, it } from 'vitest'
import { secretOf } from './totp'

it('comes in groups of four', () => {
  expect(secretOf('otpauth://totp/x:y?issuer=x&secret=JBSWY3DPEH&digits=6')).toBe('JBSW Y3DP EH')
  expect(secretOf('otpauth://totp/x')).toBe('otpauth://totp/x')
})
