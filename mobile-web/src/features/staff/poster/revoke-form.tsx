// Withdrawing a code in two steps: why, then what it means for what hangs on the walls.
import { useRef, useState } from 'preact/hooks'
import { FormButtons, FormOops, refusalOf, useFocusOnRefusal } from '@/shared/staff/form'
import type { Refusal } from '@/shared/staff/form'
import { staffRequest } from '@/shared/staff/session'
import { useSending } from '@/shared/staff/use-staff'
import { TextArea } from '@/shared/ui/field'
import { text } from '../text'
import { RevokeSticker } from './poster.generated'
import type { StickerStateFragment } from './poster.generated'

const words = text.stickers

/** A second tap so soon was meant for the first button. */
const DOUBLE_TAP = 700

interface Props {
  code: string
  onBack: () => void
  onDone: (sticker: StickerStateFragment) => void
}

export function RevokeForm({ code, onBack, onDone }: Props) {
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState(false)
  const askedAt = useRef(0)
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const { busy, fault, send } = useSending()
  const form = useRef<HTMLFormElement>(null)
  useFocusOnRefusal(form, refusals)
  const withdraw = () =>
    send(async () => {
      const { revokeSticker } = await staffRequest(RevokeSticker, { input: { code, reason: reason.trim() } })
      setRefusals(revokeSticker.errors)
      if (revokeSticker.sticker) onDone(revokeSticker.sticker)
      // A reason that was refused is corrected where it was written.
      else if (refusalOf(revokeSticker.errors, 'reason')) setAsked(false)
    })
  const submit = (event: Event) => {
    event.preventDefault()
    if (asked) return Date.now() - askedAt.current < DOUBLE_TAP ? undefined : withdraw()
    const missing = reason.trim() ? [] : [{ field: 'reason', message: words.needReason }]
    setRefusals(missing)
    setAsked(missing.length === 0)
    askedAt.current = Date.now()
  }
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <h3 class="mt4">{words.revokeTitle(code)}</h3>
      <FormOops refusals={refusals} fields={['reason']} fault={fault} />
      {asked ? (
        <div class="mt3" role="status">
          <p>{words.sure}</p>
          <p class="said mt3">{words.why(reason.trim())}</p>
        </div>
      ) : (
        <TextArea id="revoke-reason" label={words.reason} hint={words.reasonHint} rows={3} value={reason} onValue={setReason} error={refusalOf(refusals, 'reason')} />
      )}
      <FormButtons busy={busy} send={asked ? words.confirm : words.next} cancel={words.cancel} onCancel={onBack} />
    </form>
  )
}
