// The words of text messages: what goes out, and setting it within bounds.
import { useRef, useState } from 'preact/hooks'
import { FormButtons, FormOops, refusalOf, useFocusOnRefusal } from '@/shared/staff/form'
import type { Refusal } from '@/shared/staff/form'
import { staffRequest } from '@/shared/staff/session'
import { useSending, useStaffQuery } from '@/shared/staff/use-staff'
import { Cell } from '@/shared/ui/cell'
import { TextArea } from '@/shared/ui/field'
import { Section } from '@/shared/ui/section'
import { Sheet } from '@/shared/ui/sheet'
import { Failed, Waiting } from '@/shared/ui/states'
import { NoticeTexts, SetNoticeText } from './settings.generated'
import type { NoticeTextPartsFragment } from './settings.generated'
import { words } from './text'

export function Texts({ onDone }: { onDone: (what: string) => void }) {
  const { data, error, reload } = useStaffQuery(NoticeTexts, {})
  const [open, setOpen] = useState<NoticeTextPartsFragment>()
  if (!data) return error ? <Failed error={error} retry={reload} /> : <Waiting />
  const finished = (what: string) => {
    setOpen(undefined)
    onDone(what)
    reload()
  }
  return (
    <Section id="texts" title={words.texts}>
      <p class="soft small">{words.textsLead}</p>
      <ul class="cells mt2">
        {data.noticeTexts.map((one) => (
          <li key={one.template}>
            <Cell title={one.name} sub={one.sample} side={one.own ? words.own : undefined} onClick={() => setOpen(one)} />
          </li>
        ))}
      </ul>
      {open && (
        <Sheet label={open.name} onClose={() => setOpen(undefined)}>
          <TextForm one={open} onClose={() => setOpen(undefined)} onDone={finished} />
        </Sheet>
      )}
    </Section>
  )
}

function TextForm({ one, onClose, onDone }: { one: NoticeTextPartsFragment; onClose: () => void; onDone: (what: string) => void }) {
  const [typed, setTyped] = useState(one.words)
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const { busy, fault, send } = useSending()
  const form = useRef<HTMLFormElement>(null)
  useFocusOnRefusal(form, refusals)
  const set = (said: string | null) =>
    send(async () => {
      const { setNoticeText } = await staffRequest(SetNoticeText, { input: { template: one.template, words: said, version: one.version } })
      setRefusals(setNoticeText.errors)
      if (setNoticeText.errors.length === 0) onDone(words.saved)
    })
  const submit = (event: Event) => {
    event.preventDefault()
    if (!typed.trim()) return setRefusals([{ field: 'words', message: words.need.words }])
    set(typed.trim())
  }
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <h2>{one.name}</h2>
      <p class="soft small mt2">
        {words.sample}：{one.sample}（{words.parts(one.parts)}）
      </p>
      {one.places.length > 0 && <p class="small mt2">{words.places(one.places)}</p>}
      <p class="small mt2">{words.must(one.must)}</p>
      <p class="small mt2">{words.never}</p>
      <TextArea id="said" label={words.words} rows={4} value={typed} onValue={setTyped} error={refusalOf(refusals, 'words')} />
      <FormOops refusals={refusals} fields={['words']} fault={fault} />
      <FormButtons busy={busy} send={words.save} cancel={words.cancel} onCancel={onClose} />
      {one.own && (
        <button class="btn btn--quiet mt2" type="button" aria-disabled={busy} onClick={() => set(null)}>
          {words.restore}
        </button>
      )}
    </form>
  )
}
