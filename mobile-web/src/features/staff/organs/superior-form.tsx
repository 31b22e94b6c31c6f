// Setting an organ's superior.
import { useRef, useState } from 'preact/hooks'
import { FormButtons, FormOops, refusalOf, useFocusOnRefusal } from '@/shared/staff/form'
import type { Refusal } from '@/shared/staff/form'
import { staffRequest } from '@/shared/staff/session'
import { useSending } from '@/shared/staff/use-staff'
import { Select } from '@/shared/ui/field'
import { SetOrganSuperior } from './organs.generated'
import type { OrganRecordPartsFragment } from './organs.generated'
import { words } from './text'

interface Props {
  record: OrganRecordPartsFragment
  organs: readonly OrganRecordPartsFragment[]
  onBack: () => void
  onDone: (what: string) => void
}

export function SuperiorForm({ record: { organ, superior, version }, organs, onBack, onDone }: Props) {
  const [above, setAbove] = useState(superior?.id ?? '')
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const { busy, fault, send } = useSending()
  const form = useRef<HTMLFormElement>(null)
  useFocusOnRefusal(form, refusals)
  const submit = (event: Event) => {
    event.preventDefault()
    send(async () => {
      const { setOrganSuperior } = await staffRequest(SetOrganSuperior, { input: { organId: organ.id, superiorId: above || null, version } })
      setRefusals(setOrganSuperior.errors)
      if (setOrganSuperior.errors.length === 0) onDone(words.saved)
    })
  }
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <Select id="organ-superior" label={words.superiorIs} hint={words.noneHelp} value={above} onValue={setAbove} error={refusalOf(refusals, 'superiorId')} options={organOptions(organs, organ.id)} />
      <FormOops refusals={refusals} fields={['superiorId']} fault={fault} />
      <FormButtons busy={busy} send={words.save} cancel={words.cancel} onCancel={onBack} />
    </form>
  )
}

/** Open organs but one, and none. */
export function organOptions(organs: readonly OrganRecordPartsFragment[], but?: string): readonly (readonly [string, string])[] {
  const open = organs.filter(({ organ, closedOn }) => closedOn === null && organ.id !== but)
  return [['', words.none], ...open.map(({ organ }) => [organ.id, organ.name] as const)]
}
