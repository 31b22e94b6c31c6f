// Second step of signing in: the six digits of the authenticator.
import { useEffect, useRef, useState } from 'preact/hooks'
import { request } from '@/shared/graphql/client'
import { FormButtons, FormOops, refusalOf, useFocusOnRefusal } from '@/shared/staff/form'
import type { Refusal } from '@/shared/staff/form'
import { takeSession } from '@/shared/staff/session'
import { VerifySecondFactor } from '@/shared/staff/session.generated'
import { useSending } from '@/shared/staff/use-staff'
import { Input } from '@/shared/ui/field'
import { text } from '../text'

const words = text.signIn

interface Props {
  challenge: string
  /** Back to the password, with the reason when the server gave one. */
  onRestart: (why?: string) => void
}

export function CodeForm({ challenge, onRestart }: Props) {
  const [code, setCode] = useState('')
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const { busy, fault, send } = useSending()
  const form = useRef<HTMLFormElement>(null)
  useFocusOnRefusal(form, refusals)
  useEffect(() => form.current?.querySelector('input')?.focus(), [])
  const submit = (event: Event) => {
    event.preventDefault()
    if (!/^\d{6}$/.test(code)) return setRefusals([{ field: 'code', message: words.need.code }])
    send(async () => {
      const { verifySecondFactor: answer } = await request(VerifySecondFactor, { input: { challenge, code } })
      if (takeSession(answer)) return
      const ended = answer.errors.find((one) => one.code === 'EXPIRED' || one.code === 'TOO_MANY')
      if (ended) return onRestart(ended.message)
      setCode('')
      setRefusals(answer.errors)
    })
  }
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <div class="head">
        <h1>{words.codeTitle}</h1>
        <p class="soft mt2">{words.codeLead}</p>
      </div>
      <FormOops refusals={refusals} fields={['code']} fault={fault} />
      <Input
        id="code"
        label={words.code}
        hint={words.codeHint}
        code
        value={code}
        onValue={(typed) => setCode(typed.replace(/\D/g, '').slice(0, 6))}
        error={refusalOf(refusals, 'code')}
        native={{ inputmode: 'numeric', autocomplete: 'one-time-code', pattern: '[0-9]*' }}
      />
      <FormButtons busy={busy} send={words.enter} cancel={words.back} onCancel={() => onRestart()} />
    </form>
  )
}
