// The words of the mail that rings for an in-box, with what goes out while one types.
import { useRef, useState } from 'preact/hooks'
import { FormButtons, FormOops, refusalOf, useFocusOnRefusal } from '@/shared/staff/form'
import type { Refusal } from '@/shared/staff/form'
import { staffRequest } from '@/shared/staff/session'
import { useSending, useStaffQuery } from '@/shared/staff/use-staff'
import { Cell } from '@/shared/ui/cell'
import { Input, TextArea } from '@/shared/ui/field'
import { Section } from '@/shared/ui/section'
import { Sheet } from '@/shared/ui/sheet'
import { Failed, Waiting } from '@/shared/ui/states'
import { MailText, SetMailText } from './settings.generated'
import type { MailTextPartsFragment } from './settings.generated'
import { words } from './text'

const FIELDS = ['subject', 'body']

export function MailWords({ onDone }: { onDone: (what: string) => void }) {
  const { data, error, reload } = useStaffQuery(MailText, {})
  const [open, setOpen] = useState(false)
  if (!data) return error ? <Failed error={error} retry={reload} /> : <Waiting />
  const { mailText } = data
  const finished = (what: string) => {
    setOpen(false)
    onDone(what)
    reload()
  }
  return (
    <Section id="mail" title={words.mail}>
      <p class="soft small">{words.mailLead}</p>
      <ul class="cells mt2">
        <li>
          <Cell title={words.mailOf} sub={mailText.sampleSubject} side={mailText.own ? words.own : undefined} onClick={() => setOpen(true)} />
        </li>
      </ul>
      {open && (
        <Sheet label={words.mailOf} onClose={() => setOpen(false)}>
          <MailForm one={mailText} onClose={() => setOpen(false)} onDone={finished} />
        </Sheet>
      )}
    </Section>
  )
}

function MailForm({ one, onClose, onDone }: { one: MailTextPartsFragment; onClose: () => void; onDone: (what: string) => void }) {
  const [subject, setSubject] = useState(one.subject)
  const [body, setBody] = useState(one.body)
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const { busy, fault, send } = useSending()
  const form = useRef<HTMLFormElement>(null)
  useFocusOnRefusal(form, refusals)
  const set = (said: { subject: string; body: string } | null) =>
    send(async () => {
      const { setMailText } = await staffRequest(SetMailText, { input: { subject: said?.subject, body: said?.body, version: one.version } })
      setRefusals(setMailText.errors)
      if (setMailText.errors.length === 0) onDone(words.saved)
    })
  const submit = (event: Event) => {
    event.preventDefault()
    const missing = [!subject.trim() && { field: 'subject', message: words.need.words }, !body.trim() && { field: 'body', message: words.need.words }].filter((refusal) => refusal !== false)
    setRefusals(missing)
    if (missing.length === 0) set({ subject: subject.trim(), body: body.trim() })
  }
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <h2>{words.mailOf}</h2>
      <p class="small mt2">{words.mailPlaces(one.places.map(({ place }) => place))}</p>
      <p class="small mt2">{words.must(one.must)}</p>
      <p class="small mt2">{words.mailNever}</p>
      <Input id="mail-subject" label={words.mailSubject} value={subject} onValue={setSubject} error={refusalOf(refusals, 'subject')} native={{ maxlength: 40 }} />
      <TextArea id="mail-body" label={words.mailBody} rows={6} value={body} onValue={setBody} error={refusalOf(refusals, 'body')} />
      <h3 class="mt4">{words.sample}</h3>
      <p class="mt2">
        <strong>{filled(one, subject)}</strong>
      </p>
      {filled(one, body)
        .split('\n')
        .map((line, at) => (
          <p key={at}>{line}</p>
        ))}
      <FormOops refusals={refusals} fields={FIELDS} fault={fault} />
      <FormButtons busy={busy} send={words.save} cancel={words.cancel} onCancel={onClose} />
      {one.own && (
        <button class="btn btn--quiet mt2" type="button" aria-disabled={busy} onClick={() => set(null)}>
          {words.restore}
        </button>
      )}
    </form>
  )
}

/** What goes out: the places with what stands there. */
function filled({ places }: MailTextPartsFragment, text: string): string {
  return places.reduce((said, { place, value }) => said.split(place).join(value), text)
}
