// Where one's notices are mailed to; empty, nowhere.
import { useRef, useState } from 'preact/hooks'
import { FormButtons, FormOops, refusalOf, useFocusOnRefusal } from '@/shared/staff/form'
import type { Refusal } from '@/shared/staff/form'
import { staffRequest } from '@/shared/staff/session'
import { useSending } from '@/shared/staff/use-staff'
import { Input } from '@/shared/ui/field'
import { text } from '../text'
import { SetMail } from './own.generated'

const words = text.me

interface Props {
  email: string | null
  onClose: () => void
  onDone: (what: string) => void
}

export function MailForm({ email, onClose, onDone }: Props) {
  const [address, setAddress] = useState(email ?? '')
  const [current, setCurrent] = useState('')
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const { busy, fault, send } = useSending()
  const form = useRef<HTMLFormElement>(null)
  useFocusOnRefusal(form, refusals)
  const submit = (event: Event) => {
    event.preventDefault()
    if (!current) return setRefusals([{ field: 'currentPassword', message: text.signIn.need.password }])
    send(async () => {
      const { setMail } = await staffRequest(SetMail, { input: { email: address.trim() || null, currentPassword: current } })
      setRefusals(setMail.errors)
      if (setMail.errors.length === 0) onDone(address.trim() ? words.mailSet : words.mailGone)
    })
  }
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <h2>{words.mail}</h2>
      <p class="soft small mt2">{words.mailHelp}</p>
      <FormOops refusals={refusals} fields={['email', 'currentPassword']} fault={fault} />
      <Input id="mail" label={words.mailAddress} value={address} onValue={setAddress} error={refusalOf(refusals, 'email')} native={{ type: 'email', autocomplete: 'email', autocapitalize: 'off', spellcheck: false }} />
      <Input id="mail-password" label={words.current} value={current} onValue={setCurrent} error={refusalOf(refusals, 'currentPassword')} native={{ type: 'password', autocomplete: 'current-password' }} />
      <FormButtons busy={busy} send={words.mailSend} cancel={words.cancel} onCancel={onClose} />
    </form>
  )
}
