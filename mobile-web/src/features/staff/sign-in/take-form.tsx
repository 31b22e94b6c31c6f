// Making an account one's own: whoever was handed a first password sets his own, and sets up the authenticator himself.
import { useRef, useState } from 'preact/hooks'
import { request } from '@/shared/graphql/client'
import { FormButtons, FormOops, refusalOf, useFocusOnRefusal } from '@/shared/staff/form'
import type { Refusal } from '@/shared/staff/form'
import { takeSession } from '@/shared/staff/session'
import { TakeAccess } from '@/shared/staff/session.generated'
import type { SignInMutation } from '@/shared/staff/session.generated'
import { useSending } from '@/shared/staff/use-staff'
import { Input } from '@/shared/ui/field'
import { Authenticator } from '../authenticator/authenticator'
import { NewPassword, passwordFault } from '../authenticator/new-password'
import { text } from '../text'

const words = text.taking

interface Props {
  challenge: string
  step: SignInMutation['signIn']
  /** Back to the password, with the reason when the server gave one. */
  onRestart: (why?: string) => void
}

export function TakeForm({ challenge, step, onRestart }: Props) {
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const { busy, fault, send } = useSending()
  const form = useRef<HTMLFormElement>(null)
  useFocusOnRefusal(form, refusals)
  const needsPassword = step.needs.includes('NEW_PASSWORD')
  const submit = (event: Event) => {
    event.preventDefault()
    const found = lacking(needsPassword ? password : undefined, code)
    setRefusals(found)
    if (found.length > 0) return
    send(async () => {
      const { takeAccess: answer } = await request(TakeAccess, { input: { challenge, code, newPassword: needsPassword ? password : null } })
      if (takeSession(answer)) return
      const ended = answer.errors.find((one) => one.code === 'EXPIRED' || one.code === 'TOO_MANY')
      if (ended) return onRestart(ended.message)
      setRefusals(answer.errors)
    })
  }
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <div class="head">
        <h1>{words.title}</h1>
        <p class="soft mt2">{words.lead}</p>
      </div>
      <FormOops refusals={refusals} fields={['newPassword', 'code']} fault={fault} />
      {needsPassword && <NewPassword value={password} onValue={setPassword} error={refusalOf(refusals, 'newPassword')} />}
      {step.totpUri && <Authenticator uri={step.totpUri} />}
      <Input
        id="code"
        label={text.signIn.code}
        hint={step.totpUri ? words.codeNew : text.signIn.codeHint}
        code
        value={code}
        onValue={(typed) => setCode(typed.replace(/\D/g, '').slice(0, 6))}
        error={refusalOf(refusals, 'code')}
        native={{ inputmode: 'numeric', autocomplete: 'one-time-code', pattern: '[0-9]*' }}
      />
      <FormButtons busy={busy} send={words.send} cancel={text.signIn.back} onCancel={() => onRestart()} />
    </form>
  )
}

function lacking(password: string | undefined, code: string): readonly Refusal[] {
  const found: Refusal[] = []
  const weak = password === undefined ? undefined : passwordFault(password)
  if (weak) found.push({ field: 'newPassword', message: weak })
  if (!/^\d{6}$/.test(code)) found.push({ field: 'code', message: text.signIn.need.code })
  return found
}
