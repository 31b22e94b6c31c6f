// Changing how a member of the staff is named and reached, and where he sits.
import { useRef, useState } from 'preact/hooks'
import { FormButtons, FormOops, refusalOf, useFocusOnRefusal } from '@/shared/staff/form'
import type { Refusal } from '@/shared/staff/form'
import { staffRequest } from '@/shared/staff/session'
import { useSending } from '@/shared/staff/use-staff'
import { Input } from '@/shared/ui/field'
import { text } from '../text'
import { UpdateAccount } from './account.generated'
import type { AccountPagePartsFragment } from './account.generated'
import { PlacePick } from './place-pick'

const words = text.people
const FIELDS = ['name', 'phone', 'email', 'unitId']

interface Props {
  page: AccountPagePartsFragment
  county: string
  onBack: () => void
  onDone: (what: string) => void
}

export function AccountEditForm({ page, county, onBack, onDone }: Props) {
  const [name, setName] = useState(page.account.name)
  const [phone, setPhone] = useState(page.phone ?? '')
  const [email, setEmail] = useState(page.email ?? '')
  const [unit, setUnit] = useState(page.unit?.id ?? '')
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const { busy, fault, send } = useSending()
  const form = useRef<HTMLFormElement>(null)
  useFocusOnRefusal(form, refusals)
  const wrong = (field: string) => refusalOf(refusals, field)
  const submit = (event: Event) => {
    event.preventDefault()
    send(async () => {
      const input = { accountId: page.account.id, name: name.trim(), phone: phone.trim() || null, email: email.trim() || null, unitId: unit || null, version: page.version }
      const { updateAccount } = await staffRequest(UpdateAccount, { input })
      setRefusals(updateAccount.errors)
      if (updateAccount.errors.length === 0) onDone(words.edited)
    })
  }
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <Input id="account-name" label={words.name} value={name} onValue={setName} error={wrong('name')} native={{ maxlength: 30 }} />
      <Input id="account-phone" label={words.phone} optional value={phone} onValue={setPhone} error={wrong('phone')} native={{ inputmode: 'tel', maxlength: 20 }} />
      <Input id="account-email" label={words.email} optional value={email} onValue={setEmail} error={wrong('email')} native={{ inputmode: 'email' }} />
      {page.unit && (
        <p class="soft small mt3">
          {words.sits}：{page.unit.name}。{words.sitsHelp}
        </p>
      )}
      <PlacePick county={county} scope="unit" value={unit} onValue={setUnit} error={wrong('unitId')} />
      <FormOops refusals={refusals} fields={FIELDS} fault={fault} />
      <FormButtons busy={busy} send={words.editSend} cancel={words.cancel} onCancel={onBack} />
    </form>
  )
}
