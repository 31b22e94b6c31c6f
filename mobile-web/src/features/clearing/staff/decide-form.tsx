// What becomes of one item: kept, adjusted, cancelled or added; with a reason that is public later.
import { useRef, useState } from 'preact/hooks'
import { FormOops, Group, refusalOf, useFocusOnRefusal } from '@/shared/staff/form'
import type { Refusal } from '@/shared/staff/form'
import { staffRequest } from '@/shared/staff/session'
import { useSending } from '@/shared/staff/use-staff'
import type { ItemDecision } from '@/shared/graphql/schema.generated'
import { Choice, TextArea } from '@/shared/ui/field'
import { Section } from '@/shared/ui/section'
import { decisions } from '../text'
import { DecideClearingItem, DropClearingItem } from './clearing.generated'
import type { ItemPartsFragment } from './clearing.generated'
import { text } from './text'

interface Props {
  item: ItemPartsFragment
  onDone: (what: string) => void
  onDropped: () => void
}

/** What may be said of this item at all. */
function choices(item: ItemPartsFragment): readonly ItemDecision[] {
  if (item.isNew) return item.hasBasis ? ['ADDED'] : []
  if (!item.hasBasis) return ['CANCELLED']
  return [item.isChanged ? 'ADJUSTED' : 'KEPT', 'CANCELLED']
}

export function DecideForm({ item, onDone, onDropped }: Props) {
  const [decision, setDecision] = useState(item.decision)
  const [reason, setReason] = useState(item.reason ?? '')
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const { busy, fault, send } = useSending()
  const form = useRef<HTMLFormElement>(null)
  useFocusOnRefusal(form, refusals)
  const named = { itemId: item.id, revision: item.revision }
  const decide = (event: Event) => {
    event.preventDefault()
    if (!decision) return setRefusals([{ field: 'decision', message: text.needDecision }])
    send(async () => {
      const { decideClearingItem } = await staffRequest(DecideClearingItem, { input: { ...named, decision, reason: reason.trim() || null } })
      setRefusals(decideClearingItem.errors)
      if (decideClearingItem.errors.length === 0) onDone(text.decided)
    })
  }
  const drop = () =>
    send(async () => {
      const { dropClearingItem } = await staffRequest(DropClearingItem, { input: named })
      setRefusals(dropClearingItem.errors)
      if (dropClearingItem.errors.length === 0) onDropped()
    })
  const open = choices(item)
  return (
    <Section id="decide" title={text.decide}>
      <form ref={form} onSubmit={decide} noValidate>
        <FormOops refusals={refusals} fields={['decision', 'reason']} fault={fault} />
        {!item.hasBasis && <p class="soft">{text.basisFirst}</p>}
        {open.length > 0 && (
          <>
            <Group label={text.decision} error={refusalOf(refusals, 'decision')}>
              {open.map((one) => (
                <Choice key={one} type="radio" name="decision" checked={decision === one} onChange={() => setDecision(one)}>
                  {decisions[one]}
                </Choice>
              ))}
            </Group>
            <TextArea id="reason" label={text.reason} hint={text.reasonHint} rows={3} value={reason} onValue={setReason} error={refusalOf(refusals, 'reason')} />
            <button class="btn mt4" type="submit" aria-disabled={busy}>
              {text.decideGo}
            </button>
          </>
        )}
        {item.isNew && (
          <button class="btn btn--text mt2" type="button" aria-disabled={busy} onClick={drop}>
            {text.drop}
          </button>
        )}
      </form>
    </Section>
  )
}
