// Setting what an organ covers besides its own unit.
import { useRef, useState } from 'preact/hooks'
import { FormButtons, FormOops, refusalOf, useFocusOnRefusal } from '@/shared/staff/form'
import type { Refusal } from '@/shared/staff/form'
import { staffRequest } from '@/shared/staff/session'
import { useSending } from '@/shared/staff/use-staff'
import { CoverPick } from './cover-pick'
import type { Covered } from './cover-pick'
import { SetOrganCover } from './organs.generated'
import type { OrganRecordPartsFragment } from './organs.generated'
import { words } from './text'

interface Props {
  record: OrganRecordPartsFragment
  county: string
  onBack: () => void
  onDone: (what: string) => void
}

export function CoverForm({ record: { organ, covers, coverIds, version }, county, onBack, onDone }: Props) {
  const [units, setUnits] = useState<readonly Covered[]>(coverIds.map((id, at) => ({ id, name: covers[at] ?? '' })))
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const { busy, fault, send } = useSending()
  const form = useRef<HTMLFormElement>(null)
  useFocusOnRefusal(form, refusals)
  const submit = (event: Event) => {
    event.preventDefault()
    send(async () => {
      const { setOrganCover } = await staffRequest(SetOrganCover, { input: { organId: organ.id, coverIds: units.map(({ id }) => id), version } })
      setRefusals(setOrganCover.errors)
      if (setOrganCover.errors.length === 0) onDone(words.saved)
    })
  }
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <CoverPick county={county} value={units} onValue={setUnits} error={refusalOf(refusals, 'coverIds')} />
      <FormOops refusals={refusals} fields={['coverIds']} fault={fault} />
      <FormButtons busy={busy} send={words.save} cancel={words.cancel} onCancel={onBack} />
    </form>
  )
}
