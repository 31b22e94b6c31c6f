// A new account: login, name, the official behind it; then the first password, shown once.
import { useRef, useState } from 'preact/hooks'
import { FormButtons, FormOops, refusalOf, useFocusOnRefusal } from '@/shared/staff/form'
import type { Refusal } from '@/shared/staff/form'
import { staffRequest } from '@/shared/staff/session'
import { useSending } from '@/shared/staff/use-staff'
import { Input } from '@/shared/ui/field'
import { Sheet } from '@/shared/ui/sheet'
import { text } from '../text'
import { OfficialPick } from './official-pick'
import { CreateStaff } from './people.generated'
import { Secret } from './secret'
import type { SecretFacts } from './secret'

const words = text.people
const FIELDS = ['login', 'name', 'email', 'officialId']

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
  const [email, setEmail] = useState('')
  const [officialId, setOfficialId] = useState('')
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
      const { createStaff: made } = await staffRequest(CreateStaff, { input: { login: login.trim(), name: name.trim(), email: email.trim() || null, officialId: officialId || null } })
      setRefusals(made.errors)
      if (made.account && made.initialPassword) onCreated({ name: made.account.name, login: made.account.login, password: made.initialPassword })
    })
  }
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <h2>{words.create}</h2>
      <FormOops refusals={refusals} fields={FIELDS} fault={fault} />
      <Input id="new-name" label={words.name} value={name} onValue={setName} error={refusalOf(refusals, 'name')} />
      <Input id="new-login" label={words.login} hint={words.loginHint} value={login} onValue={setLogin} error={refusalOf(refusals, 'login')} native={{ autocapitalize: 'off', spellcheck: false }} />
      <Input id="new-email" label={words.email} optional value={email} onValue={setEmail} error={refusalOf(refusals, 'email')} native={{ type: 'email', autocapitalize: 'off', spellcheck: false }} />
      <OfficialPick value={officialId} onValue={setOfficialId} error={refusalOf(refusals, 'officialId')} />
      <FormButtons busy={busy} send={words.createSend} cancel={words.cancel} onCancel={onClose} />
    </form>
  )
}
