// 移交: the archive signed for another county, as a file.
import { useRef, useState } from 'preact/hooks'
import { FormButtons, FormOops, refusalOf, useFocusOnRefusal } from '@/shared/staff/form'
import type { Refusal } from '@/shared/staff/form'
import { saveFile } from '@/shared/staff/save-file'
import { staffRequest } from '@/shared/staff/session'
import { useSending } from '@/shared/staff/use-staff'
import { Input } from '@/shared/ui/field'
import { Sheet } from '@/shared/ui/sheet'
import { HandOverArchive } from './archives.generated'
import { text } from './text'

const words = text.handing

interface Props {
  opening: string
  onClose: () => void
  onDone: (what: string) => void
}

export function HandOverSheet({ opening, onClose, onDone }: Props) {
  const [code, setCode] = useState('')
  const [name, setName] = useState('')
  const [document, setDocument] = useState('')
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const { busy, fault, send } = useSending()
  const form = useRef<HTMLFormElement>(null)
  useFocusOnRefusal(form, refusals)
  const submit = (event: Event) => {
    event.preventDefault()
    send(async () => {
      const input = { openingId: opening, countyCode: code.trim(), countyName: name.trim(), document: document.trim() }
      const { handOverArchive: done } = await staffRequest(HandOverArchive, { input })
      setRefusals(done.errors)
      if (!done.transfer || !done.file) return
      saveFile(words.file(done.transfer.officialName), done.file, 'application/json')
      onDone(words.done(done.transfer.officialName))
    })
  }
  return (
    <Sheet label={words.open} onClose={onClose}>
      <h2>{words.open}</h2>
      <p class="soft mt2">{words.lead}</p>
      <form ref={form} onSubmit={submit} noValidate>
        <FormOops refusals={refusals} fields={['countyCode', 'countyName', 'document']} fault={fault} />
        <Input id="county-code" label={words.code} hint={words.codeHint} value={code} onValue={setCode} error={refusalOf(refusals, 'countyCode')} native={{ inputmode: 'numeric', maxlength: 6 }} />
        <Input id="county-name" label={words.name} value={name} onValue={setName} error={refusalOf(refusals, 'countyName')} />
        <Input id="move-document" label={words.document} value={document} onValue={setDocument} error={refusalOf(refusals, 'document')} />
        <FormButtons busy={busy} send={words.send} cancel={text.cancel} onCancel={onClose} />
      </form>
    </Sheet>
  )
}
