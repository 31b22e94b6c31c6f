// Proposing a role for somebody: which, where, from when.
import { useRef, useState } from 'preact/hooks'
import type { StaffRole } from '@/shared/graphql/schema.generated'
import { FormButtons, FormOops, refusalOf, useFocusOnRefusal } from '@/shared/staff/form'
import type { Refusal } from '@/shared/staff/form'
import { staffRequest } from '@/shared/staff/session'
import { ROLE } from '@/shared/staff/text'
import { useSending } from '@/shared/staff/use-staff'
import { Input, Select } from '@/shared/ui/field'
import { chinaDay } from '@/shared/format/format'
import { text } from '../text'
import { ProposeRole } from './people.generated'
import type { StaffAccountFragment } from './people.generated'
import { PlacePick } from './place-pick'
import { GRANTABLE, checkProposal, needsApproval, placeOfRole } from './proposal'

const words = text.people

interface Props {
  account: StaffAccountFragment
  county: string
  onBack: () => void
  onDone: (what: string) => void
}

export function ProposeForm({ account, county, onBack, onDone }: Props) {
  const [role, setRole] = useState<StaffRole>('HANDLER')
  const [place, setPlace] = useState('')
  const [from, setFrom] = useState(() => chinaDay(new Date()))
  const [until, setUntil] = useState('')
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const { busy, fault, send } = useSending()
  const form = useRef<HTMLFormElement>(null)
  useFocusOnRefusal(form, refusals)
  const scope = placeOfRole(role)
  const wrong = (field: string) => refusalOf(refusals, field)
  const submit = (event: Event) => {
    event.preventDefault()
    const found = checkProposal({ role, place, from, until })
    setRefusals(found)
    if (found.length > 0) return
    send(async () => {
      const where = scope === 'organ' ? { organId: place } : scope === 'unit' ? { unitId: place } : {}
      const { proposeRole } = await staffRequest(ProposeRole, { input: { accountId: account.id, role, from, until: until || null, ...where } })
      setRefusals(proposeRole.errors)
      if (proposeRole.errors.length === 0) onDone(proposeRole.grant?.state === 'ACTIVE' ? words.granted : words.proposed)
    })
  }
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <Select
        id="role"
        label={words.role}
        value={role}
        onValue={(chosen) => {
          setRole(chosen as StaffRole)
          setPlace('')
        }}
        error={wrong('role')}
        options={GRANTABLE.map((one) => [one, ROLE[one]] as const)}
      />
      {needsApproval(role) && <p class="soft small mt2">{words.approvalHelp}</p>}
      {scope && <PlacePick key={scope} county={county} scope={scope} value={place} onValue={setPlace} error={wrong('organId') ?? wrong('unitId')} />}
      <Input id="from" label={words.from} value={from} onValue={setFrom} error={wrong('from')} native={{ type: 'date' }} />
      <Input id="until" label={words.until} optional value={until} onValue={setUntil} error={wrong('until')} native={{ type: 'date' }} />
      <FormOops refusals={refusals} fields={['role', 'organId', 'unitId', 'from', 'until']} fault={fault} />
      <FormButtons busy={busy} send={words.proposeSend} cancel={words.cancel} onCancel={onBack} />
    </form>
  )
}
