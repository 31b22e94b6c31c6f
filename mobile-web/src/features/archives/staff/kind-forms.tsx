// Naming a kind, ending it, and entering the key of a county outside.
import { useRef, useState } from 'preact/hooks'
import { FormButtons, FormOops, refusalOf, useFocusOnRefusal } from '@/shared/staff/form'
import type { Refusal } from '@/shared/staff/form'
import { staffRequest } from '@/shared/staff/session'
import { useSending } from '@/shared/staff/use-staff'
import { Input, TextArea } from '@/shared/ui/field'
import { Sheet } from '@/shared/ui/sheet'
import { EndArchiveKind, NameArchiveKind, NameArchivePeer } from './archives.generated'
import { text } from './text'

const words = text.kinds

export function KindForm({ onDone }: { onDone: (what: string) => void }) {
  const [name, setName] = useState('')
  const [basis, setBasis] = useState('')
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const { busy, fault, send } = useSending()
  const form = useRef<HTMLFormElement>(null)
  useFocusOnRefusal(form, refusals)
  const submit = (event: Event) => {
    event.preventDefault()
    send(async () => {
      const { nameArchiveKind } = await staffRequest(NameArchiveKind, { input: { name: name.trim(), basis: basis.trim() } })
      setRefusals(nameArchiveKind.errors)
      if (!nameArchiveKind.kind) return
      onDone(words.done(name.trim()))
      setName('')
      setBasis('')
    })
  }
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <FormOops refusals={refusals} fields={['name', 'basis']} fault={fault} />
      <Input id="kind-name" label={words.name} hint={words.nameHint} value={name} onValue={setName} error={refusalOf(refusals, 'name')} />
      <TextArea id="kind-basis" label={words.basis} rows={2} value={basis} onValue={setBasis} error={refusalOf(refusals, 'basis')} />
      <FormButtons busy={busy} send={words.send} cancel={text.cancel} />
    </form>
  )
}

export function EndKindSheet({ kind, onClose, onDone }: { kind: { readonly id: string; readonly name: string }; onClose: () => void; onDone: (what: string) => void }) {
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const { busy, fault, send } = useSending()
  const end = () =>
    send(async () => {
      const { endArchiveKind } = await staffRequest(EndArchiveKind, { input: { kindId: kind.id } })
      setRefusals(endArchiveKind.errors)
      if (endArchiveKind.kind) onDone(words.endDone)
    })
  return (
    <Sheet label={words.end} onClose={onClose}>
      <h2>{words.end}</h2>
      <p class="mt3">{words.endSure(kind.name)}</p>
      <FormOops refusals={refusals} fields={[]} fault={fault} />
      <button class="btn mt5" type="button" aria-disabled={busy} onClick={end}>
        {words.endYes}
      </button>
      <button class="btn btn--text mt2" type="button" onClick={onClose}>
        {text.cancel}
      </button>
    </Sheet>
  )
}

export function PeerForm({ onDone }: { onDone: (what: string) => void }) {
  const [code, setCode] = useState('')
  const [county, setCounty] = useState('')
  const [key, setKey] = useState('')
  const [document, setDocument] = useState('')
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const { busy, fault, send } = useSending()
  const form = useRef<HTMLFormElement>(null)
  useFocusOnRefusal(form, refusals)
  const submit = (event: Event) => {
    event.preventDefault()
    send(async () => {
      const input = { countyCode: code.trim(), countyName: county.trim(), publicKey: key.trim(), document: document.trim() }
      const { nameArchivePeer } = await staffRequest(NameArchivePeer, { input })
      setRefusals(nameArchivePeer.errors)
      if (nameArchivePeer.peer) onDone(words.peerDone)
    })
  }
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <FormOops refusals={refusals} fields={['countyCode', 'countyName', 'publicKey', 'document']} fault={fault} />
      <Input id="peer-code" label={words.code} value={code} onValue={setCode} error={refusalOf(refusals, 'countyCode')} native={{ inputmode: 'numeric', maxlength: 6 }} />
      <Input id="peer-county" label={words.county} value={county} onValue={setCounty} error={refusalOf(refusals, 'countyName')} />
      <TextArea id="peer-key" label={words.key} hint={words.keyHint} rows={2} value={key} onValue={setKey} error={refusalOf(refusals, 'publicKey')} />
      <Input id="peer-document" label={words.document} value={document} onValue={setDocument} error={refusalOf(refusals, 'document')} />
      <FormButtons busy={busy} send={words.peerSend} cancel={text.cancel} />
    </form>
  )
}
