// Entering an organ: what it is, whose superior, which units it covers.
import { useRef, useState } from 'preact/hooks'
import type { OrganKind } from '@/shared/graphql/schema.generated'
import { FormButtons, FormOops, refusalOf, useFocusOnRefusal } from '@/shared/staff/form'
import type { Refusal } from '@/shared/staff/form'
import { staffRequest } from '@/shared/staff/session'
import { useSending } from '@/shared/staff/use-staff'
import { Input, Select } from '@/shared/ui/field'
import { PlacePick } from '../people/place-pick'
import { CoverPick } from './cover-pick'
import type { Covered } from './cover-pick'
import { CreateOrgan } from './organs.generated'
import type { OrganRecordPartsFragment } from './organs.generated'
import { organOptions } from './superior-form'
import { KIND, words } from './text'

const KINDS: readonly OrganKind[] = ['TOWN_COMMITTEE', 'DEPARTMENT_GROUP', 'DISPATCHED_COMMITTEE', 'EXTERNAL']
const FIELDS = ['name', 'kind', 'unitId', 'superiorId', 'coverIds', 'telephone', 'advice', 'address']

interface Props {
  organs: readonly OrganRecordPartsFragment[]
  county: string
  onBack: () => void
  onDone: (what: string) => void
}

export function CreateOrganForm({ organs, county, onBack, onDone }: Props) {
  const [name, setName] = useState('')
  const [kind, setKind] = useState<OrganKind>('TOWN_COMMITTEE')
  const [unit, setUnit] = useState('')
  const [superior, setSuperior] = useState('')
  const [covers, setCovers] = useState<readonly Covered[]>([])
  const [telephone, setTelephone] = useState('')
  const [advice, setAdvice] = useState('')
  const [address, setAddress] = useState('')
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const { busy, fault, send } = useSending()
  const form = useRef<HTMLFormElement>(null)
  useFocusOnRefusal(form, refusals)
  const wrong = (field: string) => refusalOf(refusals, field)
  const external = kind === 'EXTERNAL'
  const submit = (event: Event) => {
    event.preventDefault()
    const missing = [!name.trim() && { field: 'name', message: words.need.name }, external && !address.trim() && { field: 'address', message: words.need.address }].filter((one) => one !== false)
    setRefusals(missing)
    if (missing.length > 0) return
    send(async () => {
      const { createOrgan } = await staffRequest(CreateOrgan, {
        input: {
          name: name.trim(),
          kind,
          unitId: external ? null : unit || null,
          superiorId: superior || null,
          coverIds: external ? [] : covers.map(({ id }) => id),
          telephone: telephone.trim() || null,
          advice: external ? advice.trim() || null : null,
          address: external ? address.trim() : null,
        },
      })
      setRefusals(createOrgan.errors)
      if (createOrgan.errors.length === 0) onDone(words.saved)
    })
  }
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <h2>{words.create}</h2>
      <Input id="organ-name" label={words.name} value={name} onValue={setName} error={wrong('name')} native={{ maxlength: 60 }} />
      <Select id="organ-kind" label={words.kind} value={kind} onValue={(chosen) => setKind(chosen as OrganKind)} error={wrong('kind')} options={KINDS.map((one) => [one, KIND[one]] as const)} />
      <Select id="organ-superior" label={words.superiorIs} hint={words.noneHelp} value={superior} onValue={setSuperior} error={wrong('superiorId')} options={organOptions(organs)} />
      <Input id="organ-telephone" label={words.telephone} optional value={telephone} onValue={setTelephone} error={wrong('telephone')} native={{ inputmode: 'tel' }} />
      {external ? (
        <>
          <Input id="organ-advice" label={words.advice} optional value={advice} onValue={setAdvice} error={wrong('advice')} />
          <Input id="organ-address" label={words.address} value={address} onValue={setAddress} error={wrong('address')} />
        </>
      ) : (
        <>
          <PlacePick county={county} scope="unit" value={unit} onValue={setUnit} error={wrong('unitId')} />
          <CoverPick county={county} value={covers} onValue={setCovers} error={wrong('coverIds')} />
        </>
      )}
      <FormOops refusals={refusals} fields={FIELDS} fault={fault} />
      <FormButtons busy={busy} send={words.save} cancel={words.cancel} onCancel={onBack} />
    </form>
  )
}
