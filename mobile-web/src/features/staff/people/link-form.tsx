// Putting an official behind an account that has none; it can't be changed afterwards.
import { useState } from 'preact/hooks'
import { FormButtons, FormOops, refusalOf } from '@/shared/staff/form'
import type { Refusal } from '@/shared/staff/form'
import { staffRequest } from '@/shared/staff/session'
import { useSending } from '@/shared/staff/use-staff'
import { text } from '../text'
import { OfficialPick } from './official-pick'
import { LinkOfficial } from './people.generated'
import type { StaffAccountFragment } from './people.generated'

const words = text.people

export function LinkForm({ account, onBack, onDone }: { account: StaffAccountFragment; onBack: () => void; onDone: (what: string) => void }) {
  const [officialId, setOfficialId] = useState('')
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const { busy, fault, send } = useSending()
  const submit = (event: Event) => {
    event.preventDefault()
    if (!officialId) return setRefusals([{ field: 'officialId', message: words.need.official }])
    send(async () => {
      const { linkOfficial } = await staffRequest(LinkOfficial, { input: { accountId: account.id, officialId } })
      setRefusals(linkOfficial.errors)
      if (linkOfficial.errors.length === 0) onDone(words.linked)
    })
  }
  return (
    <form onSubmit={submit} noValidate>
      <p class="mt3">{words.linkHelp}</p>
      <OfficialPick value={officialId} onValue={setOfficialId} error={refusalOf(refusals, 'officialId')} />
      <FormOops refusals={refusals} fields={['officialId']} fault={fault} />
      <FormButtons busy={busy} send={words.linkSend} cancel={words.cancel} onCancel={onBack} />
    </form>
  )
}
