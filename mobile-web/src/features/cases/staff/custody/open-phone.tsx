// Opening a number, with the reason; what was shown is gone with the sheet.
import { useEffect, useRef, useState } from 'preact/hooks'
import { FormButtons, FormOops, refusalOf, useFocusOnRefusal } from '@/shared/staff/form'
import type { Refusal } from '@/shared/staff/form'
import { staffRequest } from '@/shared/staff/session'
import { useSending } from '@/shared/staff/use-staff'
import { Cell } from '@/shared/ui/cell'
import { TextArea } from '@/shared/ui/field'
import { chinaDay, momentInWords } from '../list/due'
import { text } from '../text'
import { OpenReporterPhone } from './custody.generated'
import type { OpenReporterPhoneMutation } from './custody.generated'
import type { Unreached } from './unreached'

const words = text.custody
const shortest = 5

type Opened = OpenReporterPhoneMutation['openReporterPhone']

interface Props {
  one: Unreached
  onOpened: () => void
  onClose: () => void
}

export function OpenPhone({ one, onOpened, onClose }: Props) {
  const [opened, setOpened] = useState<Opened>()
  if (opened) return <Shown opened={opened} onClose={onClose} />
  return (
    <Reason
      one={one}
      onClose={onClose}
      onOpened={(answer) => {
        setOpened(answer)
        onOpened()
      }}
    />
  )
}

function Reason({ one, onOpened, onClose }: Omit<Props, 'onOpened'> & { onOpened: (opened: Opened) => void }) {
  const [reason, setReason] = useState('')
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const { busy, fault, send } = useSending()
  const form = useRef<HTMLFormElement>(null)
  useFocusOnRefusal(form, refusals)
  const submit = (event: Event) => {
    event.preventDefault()
    if (reason.trim().length < shortest) return setRefusals([{ field: 'reason', message: words.short }])
    send(async () => {
      const { openReporterPhone } = await staffRequest(OpenReporterPhone, { input: { caseId: one.caseId, reason: reason.trim() } })
      setRefusals(openReporterPhone.errors)
      if (openReporterPhone.errors.length === 0) onOpened(openReporterPhone)
    })
  }
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <h2>{words.call(one.reporterAlias)}</h2>
      <p class="soft small">{one.number}</p>
      <p class="mt2">{words.openLead}</p>
      <FormOops refusals={refusals} fields={['reason']} fault={fault} />
      <TextArea id="custody-reason" label={words.reason} hint={words.reasonHint} rows={3} value={reason} onValue={setReason} error={refusalOf(refusals, 'reason')} />
      <FormButtons busy={busy} send={words.send} cancel={text.acts.cancel} onCancel={onClose} />
    </form>
  )
}

function Shown({ opened, onClose }: { opened: Opened; onClose: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null)
  const today = chinaDay(new Date())
  useEffect(() => heading.current?.focus(), [])
  return (
    <>
      <h2 ref={heading} tabIndex={-1}>
        {words.phone}
      </h2>
      <p class="mt3 num">
        {opened.phone && (
          <a class="link" href={`tel:${opened.phone}`}>
            {opened.phone}
          </a>
        )}
      </p>
      <p class="soft small mt2">{words.phoneHelp}</p>
      <h3 class="as-h3 mt5">{words.before}</h3>
      <ul class="cells">
        {opened.openings.map(({ at, by, reason }) => (
          <li key={at + by}>
            <Cell title={reason} sub={`${by} · ${momentInWords(at, today)}`} />
          </li>
        ))}
      </ul>
      <button class="btn mt5" type="button" onClick={onClose}>
        {words.done}
      </button>
    </>
  )
}
