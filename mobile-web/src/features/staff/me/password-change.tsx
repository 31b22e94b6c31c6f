// Changing one's own password: the one that holds, the authenticator's code, the new one.
import { useRef, useState } from 'preact/hooks'
import { FormButtons, FormOops, refusalOf, useFocusOnRefusal } from '@/shared/staff/form'
import type { Refusal } from '@/shared/staff/form'
import { staffRequest } from '@/shared/staff/session'
import { useSending } from '@/shared/staff/use-staff'
import { Input } from '@/shared/ui/field'
import { NewPassword, passwordFault } from '../authenticator/new-password'
import { text } from '../text'
import { ChangePassword } from './own.generated'

const words = text.me
const FIELDS = ['currentPassword', 'code', 'newPassword']

export function PasswordChange({ onClose, onDone }: { onClose: () => void; onDone: (what: string) => void }) {
  const [current, setCurrent] = useState('')
  const [code, setCode] = useState('')
  const [next, setNext] = useState('')
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const { busy, fault, send } = useSending()
  const form = useRef<HTMLFormElement>(null)
  useFocusOnRefusal(form, refusals)
  const submit = (event: Event) => {
    event.preventDefault()
    const found = lacking(current, code, next)
    setRefusals(found)
    if (found.length > 0) return
    send(async () => {
      const { changePassword } = await staffRequest(ChangePassword, { input: { currentPassword: current, code, newPassword: next } })
      setRefusals(changePassword.errors)
      if (changePassword.errors.length === 0) onDone(words.passwordChanged)
    })
  }
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <h2>{words.changePassword}</h2>
      <p class="soft small mt2">{words.changeHelp}</p>
      <FormOops refusals={refusals} fields={FIELDS} fault={fault} />
      <Input id="current" label={words.current} value={current} onValue={setCurrent} error={refusalOf(refusals, 'currentPassword')} native={{ type: 'password', autocomplete: 'current-password' }} />
      <NewPassword value={next} onValue={setNext} error={refusalOf(refusals, 'newPassword')} />
      <Input
        id="own-code"
        label={text.signIn.code}
        hint={text.signIn.codeHint}
        code
        value={code}
        onValue={(typed) => setCode(typed.replace(/\D/g, '').slice(0, 6))}
        error={refusalOf(refusals, 'code')}
        native={{ inputmode: 'numeric', autocomplete: 'one-time-code', pattern: '[0-9]*' }}
      />
      <FormButtons busy={busy} send={words.changeSend} cancel={words.cancel} onCancel={onClose} />
    </form>
  )
}

function lacking(current: string, code: string, next: string): readonly Refusal[] {
  const found: Refusal[] = []
  const weak = passwordFault(next)
  if (!current) found.push({ field: 'currentPassword', message: text.signIn.need.password })
  if (weak) found.push({ field: 'newPassword', message: weak })
  if (!/^\d{6}$/.test(code)) found.push({ field: 'code', message: text.signIn.need.code })
  return found
}
