// A new account: login and name first, then the password and the authenticator's code, shown once.
import { useRef, useState } from 'preact/hooks'
import { FormButtons, FormOops, refusalOf, useFocusOnRefusal } from '@/shared/staff/form'
import type { Refusal } from '@/shared/staff/form'
import { staffRequest } from '@/shared/staff/session'
import { useSending } from '@/shared/staff/use-staff'
import { Input } from '@/shared/ui/field'
import { Sheet } from '@/shared/ui/sheet'
import { text } from '../text'
import { CreateStaff } from './people.generated'
import { Secret } from './secret'
import type { SecretFacts } from './secret'

const words = text.people

interface Props {
  county: string
  onClose: () => void
}

export function CreateSheet({ county, onClose }: Props) {
  const [secret, setSecret] = useState<SecretFacts>()
  // What is shown once must not vanish by a tap beside the sheet.
  const close = () => !secret && onClose()
  return (
    <Sheet label={words.create} onClose={close}>
      {secret ? <Secret title={words.created} facts={secret} county={county} onKept={onClose} /> : <CreateForm onCreated={setSecret} onClose={onClose} />}
    </Sheet>
  )
}

function CreateForm({ onCreated, onClose }: { onCreated: (secret: SecretFacts) => void; onClose: () => void }) {
  const [login, setLogin] = useState('')
  const [name, setName] = useState('')
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const { busy, fault, send } = useSending()
  const form = useRef<HTMLFormElement>(null)
  useFocusOnRefusal(form, refusals)
  const submit = (event: Event) => {
    event.preventDefault()
    const found = [!login.trim() && { field: 'login', message: words.need.login }, !name.trim() && { field: 'name', message: words.need.name }].filter((one) => one !== false)
    setRefusals(found)
    if (found.length > 0) return
    send(async () => {
      const { createStaff: made } = await staffRequest(CreateStaff, { input: { login: login.trim(), name: name.trim() } })
      setRefusals(made.errors)
      if (made.account && made.initialPassword && made.totpUri) onCreated({ name: made.account.name, login: made.account.login, password: made.initialPassword, totpUri: made.totpUri })
    })
  }
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <h2>{words.create}</h2>
      <FormOops refusals={refusals} fields={['login', 'name']} fault={fault} />
      <Input id="new-name" label={words.name} value={name} onValue={setName} error={refusalOf(refusals, 'name')} />
      <Input id="new-login" label={words.login} hint={words.loginHint} value={login} onValue={setLogin} error={refusalOf(refusals, 'login')} native={{ autocapitalize: 'off', spellcheck: false }} />
      <FormButtons busy={busy} send={words.createSend} cancel={words.cancel} onCancel={onClose} />
    </form>
  )
}
