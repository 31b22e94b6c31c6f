// Asking for a code and proving it, as one hook.
import { useEffect, useState } from 'preact/hooks'
import { request, RequestError } from '@/shared/graphql/client'
import type { PhonePurpose } from '@/shared/graphql/schema.generated'
import { digits, isMobile } from './number'
import { PhoneChallenge, RequestPhoneCode, VerifyPhoneCode } from './phone.generated'
import { phoneText } from './text'

interface Wanted {
  purpose: PhonePurpose
  county?: string | undefined
  phone: string
  onVerified: (token: string) => void
}

export interface PhoneCodeState {
  busy: 'sending' | 'checking' | undefined
  /** A sentence once a code is on its way. */
  sent: string | undefined
  /** Seconds until a further code may be asked for. */
  wait: number
  phoneError: string | undefined
  codeError: string | undefined
  send: () => Promise<void>
  verify: (code: string) => Promise<void>
}

export function usePhoneCode({ purpose, county, phone: typed, onVerified }: Wanted): PhoneCodeState {
  const [busy, setBusy] = useState<PhoneCodeState['busy']>()
  const [sent, setSent] = useState<string>()
  const [errors, setErrors] = useState<{ phone?: string; code?: string }>({})
  const [wait, setWait] = useCountdown()
  const phone = digits(typed)

  const send = async () => {
    if (!isMobile(phone)) return setErrors({ phone: phoneText.wrongPhone })
    setBusy('sending')
    setErrors({})
    try {
      const answer = await askForCode(phone, purpose, county)
      const refused = answer.errors[0]
      if (refused) setErrors({ phone: refused.message })
      else setSent(phoneText.sent(Math.round((answer.expiresInSeconds ?? 300) / 60)))
      setWait(refused ? 0 : (answer.resendInSeconds ?? 60))
    } catch (error) {
      setErrors({ phone: sentence(error) })
    }
    setBusy(undefined)
  }

  const verify = async (code: string) => {
    setBusy('checking')
    setErrors({})
    try {
      const { verifyPhoneCode } = await request(VerifyPhoneCode, { input: { phone, purpose, code, county: county ?? null } })
      if (verifyPhoneCode.token) onVerified(verifyPhoneCode.token)
      else setErrors({ code: verifyPhoneCode.errors[0]?.message ?? phoneText.wrongCode })
    } catch (error) {
      setErrors({ code: sentence(error) })
    }
    setBusy(undefined)
  }

  return { busy, sent, wait, phoneError: errors.phone, codeError: errors.code, send, verify }
}

async function askForCode(phone: string, purpose: PhonePurpose, county: string | undefined) {
  const [{ proofOfWork }, { phoneChallenge }] = await Promise.all([import('./proof'), request(PhoneChallenge, {})])
  const proof = await proofOfWork(phoneChallenge)
  const { requestPhoneCode } = await request(RequestPhoneCode, { input: { phone, purpose, proofOfWork: proof, county: county ?? null } })
  return requestPhoneCode
}

function sentence(error: unknown): string {
  if (!(error instanceof RequestError)) return phoneText.failed
  return error.fault === 'offline' ? phoneText.offline : error.message || phoneText.failed
}

function useCountdown(): [number, (seconds: number) => void] {
  const [until, setUntil] = useState(0)
  const [left, setLeft] = useState(0)
  useEffect(() => {
    const look = () => setLeft(Math.max(0, Math.ceil((until - Date.now()) / 1000)))
    look()
    const timer = setInterval(() => {
      look()
      if (until <= Date.now()) clearInterval(timer)
    }, 1000)
    return () => clearInterval(timer)
  }, [until])
  return [left, (seconds) => setUntil(Date.now() + seconds * 1000)]
}
