// The phone number with its code: ask, type, proven. One field for the code, paste allowed.
import { useEffect, useState } from 'preact/hooks'
import type { PhonePurpose } from '@/shared/graphql/schema.generated'
import { Input } from '@/shared/ui/field'
import { Icon } from '@/shared/ui/icon'
import { digits, masked } from './number'
import { phoneText } from './text'
import { usePhoneCode } from './use-phone-code'

interface Props {
  purpose: PhonePurpose
  county?: string | undefined
  phone: string
  onPhone: (phone: string) => void
  /** The token once the number is proven. */
  token: string | undefined
  onToken: (token: string | undefined) => void
  hint?: string
  /** Said at the phone field when the form was sent without a proven number. */
  missing?: string | undefined
}

export function PhoneCode(props: Props) {
  return props.token ? <Proven {...props} /> : <Asking {...props} />
}

function Proven({ phone, onToken }: Props) {
  return (
    <div class="field" id="phone" tabIndex={-1}>
      <p class="note note--accent" role="status">
        <Icon name="tick" class="inline-icon" /> {phoneText.verified(masked(digits(phone)))}
      </p>
      <button class="btn btn--text mt2" type="button" onClick={() => onToken(undefined)}>
        {phoneText.other}
      </button>
    </div>
  )
}

function Asking({ purpose, county, phone, onPhone, onToken, hint, missing }: Props) {
  const [code, setCode] = useState('')
  const state = usePhoneCode({ purpose, county, phone, onVerified: onToken })
  useEffect(() => {
    if (code.length === 6) void state.verify(code)
  }, [code])
  return (
    <>
      <Input
        id="phone"
        label={phoneText.phone}
        hint={hint}
        error={state.phoneError ?? (state.sent ? undefined : missing)}
        value={phone}
        onValue={onPhone}
        native={{ type: 'tel', inputMode: 'tel', autocomplete: 'tel', maxLength: 20 }}
        beside={<SendButton state={state} />}
      />
      <p class="field__hint" role="status">
        {state.busy === 'checking' ? phoneText.checking : state.sent}
      </p>
      {state.sent && (
        <Input
          id="code"
          label={phoneText.code}
          error={state.codeError ?? missing}
          value={code}
          onValue={(typed) => setCode(digits(typed).substring(0, 6))}
          code
          native={{ inputMode: 'numeric', autocomplete: 'one-time-code', maxLength: 12 }}
        />
      )}
    </>
  )
}

function SendButton({ state }: { state: ReturnType<typeof usePhoneCode> }) {
  const words = state.busy === 'sending' ? phoneText.sending : state.wait > 0 ? phoneText.againIn(state.wait) : state.sent ? phoneText.again : phoneText.send
  return (
    <button class="btn btn--quiet btn--small mt2" type="button" disabled={state.busy !== undefined || state.wait > 0} onClick={() => void state.send()}>
      {words}
    </button>
  )
}
