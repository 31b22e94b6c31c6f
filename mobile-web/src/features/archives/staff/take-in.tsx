// Taking in a sheet that another county signed, and entering the receipt of one that went out.
import { useRef, useState } from 'preact/hooks'
import { FormButtons, FormOops, refusalOf, useFocusOnRefusal } from '@/shared/staff/form'
import type { Refusal } from '@/shared/staff/form'
import { saveFile } from '@/shared/staff/save-file'
import { staffRequest } from '@/shared/staff/session'
import { useSending } from '@/shared/staff/use-staff'
import { Sheet } from '@/shared/ui/sheet'
import { EnterArchiveReceipt, TakeInArchive } from './archives.generated'
import { FilePick } from './file-pick'
import { PersonPick } from './person-pick'
import { text } from './text'

const words = text.transfers

interface Props {
  onClose: () => void
  onDone: (what: string) => void
}

export function TakeInSheet({ onClose, onDone }: Props) {
  const [person, setPerson] = useState('')
  const [sheet, setSheet] = useState('')
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const { busy, fault, send } = useSending()
  const form = useRef<HTMLFormElement>(null)
  useFocusOnRefusal(form, refusals)
  const submit = (event: Event) => {
    event.preventDefault()
    const missing = [!person && { field: 'officialId', message: words.need.person }, !sheet && { field: 'sheet', message: words.need.file }].filter((one) => one !== false)
    if (missing.length > 0) return setRefusals(missing)
    send(async () => {
      const { takeInArchive: done } = await staffRequest(TakeInArchive, { input: { officialId: person, sheet } })
      setRefusals(done.errors)
      if (!done.transfer || !done.file) return
      saveFile(words.receiptName(done.transfer.officialName), done.file, 'application/json')
      onDone(words.taken(done.transfer.officialName))
    })
  }
  return (
    <Sheet label={words.take} onClose={onClose}>
      <h2>{words.take}</h2>
      <p class="soft mt2">{words.takeLead}</p>
      <form ref={form} onSubmit={submit} noValidate>
        <FormOops refusals={refusals} fields={['officialId', 'sheet']} fault={fault} />
        <PersonPick id="take-person" label={text.opening.who} value={person} onValue={setPerson} error={refusalOf(refusals, 'officialId')} />
        <FilePick id="sheet-file" label={words.file} onText={setSheet} error={refusalOf(refusals, 'sheet')} />
        <FormButtons busy={busy} send={words.takeSend} cancel={text.cancel} onCancel={onClose} />
      </form>
    </Sheet>
  )
}

export function ReceiptSheet({ transfer, onClose, onDone }: Props & { transfer: string }) {
  const [receipt, setReceipt] = useState('')
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const { busy, fault, send } = useSending()
  const form = useRef<HTMLFormElement>(null)
  useFocusOnRefusal(form, refusals)
  const submit = (event: Event) => {
    event.preventDefault()
    if (!receipt) return setRefusals([{ field: 'receipt', message: words.need.file }])
    send(async () => {
      const { enterArchiveReceipt: done } = await staffRequest(EnterArchiveReceipt, { input: { transferId: transfer, receipt } })
      setRefusals(done.errors)
      if (done.transfer) onDone(words.receiptDone)
    })
  }
  return (
    <Sheet label={words.receipt} onClose={onClose}>
      <h2>{words.receipt}</h2>
      <form ref={form} onSubmit={submit} noValidate>
        <FormOops refusals={refusals} fields={['receipt']} fault={fault} />
        <FilePick id="receipt-file" label={words.receiptFile} onText={setReceipt} error={refusalOf(refusals, 'receipt')} />
        <FormButtons busy={busy} send={words.receiptSend} cancel={text.cancel} onCancel={onClose} />
      </form>
    </Sheet>
  )
}
