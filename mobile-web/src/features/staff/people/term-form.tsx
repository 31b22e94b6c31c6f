// The last day of a role, brought nearer.
import { useRef, useState } from 'preact/hooks'
import { FormButtons, FormOops, refusalOf, useFocusOnRefusal } from '@/shared/staff/form'
import type { Refusal } from '@/shared/staff/form'
import { staffRequest } from '@/shared/staff/session'
import { useSending } from '@/shared/staff/use-staff'
import { Input } from '@/shared/ui/field'
import { chinaDay } from '@/shared/format/format'
import { text } from '../text'
import { SetRoleTerm } from './account.generated'
import { grantInWords } from './grant-words'
import type { GrantFragment } from './people.generated'

const words = text.people

export function TermForm({ grant, onBack, onDone }: { grant: GrantFragment; onBack: () => void; onDone: (what: string) => void }) {
  const [until, setUntil] = useState('')
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const { busy, fault, send } = useSending()
  const form = useRef<HTMLFormElement>(null)
  useFocusOnRefusal(form, refusals)
  const submit = (event: Event) => {
    event.preventDefault()
    if (!until) return setRefusals([{ field: 'until', message: words.need.term }])
    send(async () => {
      const { setRoleTerm } = await staffRequest(SetRoleTerm, { input: { grantId: grant.id, until } })
      setRefusals(setRoleTerm.errors)
      if (setRoleTerm.errors.length === 0) onDone(words.termDone)
    })
  }
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <h3 class="mt4">{grantInWords(grant)}</h3>
      <p class="mt2">{words.termHelp}</p>
      <Input id="term" label={words.until} value={until} onValue={setUntil} error={refusalOf(refusals, 'until')} native={{ type: 'date', min: chinaDay(new Date()) }} />
      <FormOops refusals={refusals} fields={['until']} fault={fault} />
      <FormButtons busy={busy} send={words.termSend} cancel={words.cancel} onCancel={onBack} />
    </form>
  )
}
