// Whose cases, to whom, and what comes of it before it is done.
import { useRef, useState } from 'preact/hooks'
import { FormButtons, FormOops, Group, refusalOf, useFocusOnRefusal } from '@/shared/staff/form'
import type { Refusal } from '@/shared/staff/form'
import { staffRequest } from '@/shared/staff/session'
import { useSending, useStaffQuery } from '@/shared/staff/use-staff'
import { Choice, Select } from '@/shared/ui/field'
import { Failed, Waiting } from '@/shared/ui/states'
import { Reassign, ReassignCases } from './reassign.generated'
import type { ReassignQuery } from './reassign.generated'
import { words } from './text'

type Plan = ReassignQuery['reassignment']

interface Props {
  organ: string
  onDone: (what: string) => void
}

export function ReassignForm({ organ, onDone }: Props) {
  const [from, setFrom] = useState('')
  const [to, setTo] = useState<readonly string[]>([])
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  // Everybody of the organ: asked without a handler, nobody of them is left out.
  const everybody = useStaffQuery(Reassign, { organId: organ })
  const chosen = to.filter((id) => id !== from)
  const { data, error, reload } = useStaffQuery(Reassign, { organId: organ, fromId: from || undefined, toIds: chosen })
  const { busy, fault, send } = useSending()
  const form = useRef<HTMLFormElement>(null)
  useFocusOnRefusal(form, refusals)
  const people = everybody.data?.reassignment.takers
  if (!people) return everybody.error ? <Failed error={everybody.error} retry={everybody.reload} /> : <Waiting />
  const plan = data?.reassignment
  const submit = (event: Event) => {
    event.preventDefault()
    if (chosen.length === 0) return setRefusals([{ field: 'toIds', message: words.need.to }])
    if (!plan) return
    send(async () => {
      const { reassignCases } = await staffRequest(ReassignCases, { input: { organId: organ, fromId: from || null, toIds: chosen, seen: plan.total } })
      setRefusals(reassignCases.errors)
      if (reassignCases.done) onDone(words.done(inWords(reassignCases.done)))
      else reload()
    })
  }
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <Select id="from" label={words.from} value={from} onValue={setFrom} options={[['', words.nobody], ...people.map(({ id, name }) => [id, name] as const)]} />
      <Group label={words.to} hint={words.toHelp} error={refusalOf(refusals, 'toIds')}>
        <div class="choices">
          {people
            .filter(({ id }) => id !== from)
            .map(({ id, name }) => (
              <Choice key={id} checked={to.includes(id)} onChange={(checked) => setTo(checked ? [...to, id] : to.filter((one) => one !== id))}>
                {name}
              </Choice>
            ))}
        </div>
      </Group>
      <div class="mt4" role="status">
        {plan ? <Preview plan={plan} /> : error ? <Failed error={error} retry={reload} /> : <Waiting />}
      </div>
      <FormOops refusals={refusals} fields={['toIds']} fault={fault} />
      {plan && plan.total > 0 && <FormButtons busy={busy} send={words.send} cancel="" />}
    </form>
  )
}

function Preview({ plan }: { plan: Plan }) {
  if (plan.total === 0) return <p class="soft">{words.none}</p>
  return (
    <>
      <p>
        <b>{words.total(plan.total)}</b>
      </p>
      {plan.shares.length > 0 && (
        <ul>
          {inWords(plan).map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      {plan.hasMore && <p class="soft small">{words.more}</p>}
    </>
  )
}

function inWords({ shares, left }: Pick<Plan, 'shares' | 'left'>): readonly string[] {
  const taken = shares.map(({ handler, cases }) => words.share(handler.name, cases))
  return left > 0 ? [...taken, words.left(left)] : taken
}
