// The emblem's slot: a picture is made small here, so that a phone's photo fits too; the server writes it anew.
import { useState } from 'preact/hooks'
import { FormOops } from '@/shared/staff/form'
import type { Refusal } from '@/shared/staff/form'
import { staffRequest } from '@/shared/staff/session'
import { useSending } from '@/shared/staff/use-staff'
import { Icon } from '@/shared/ui/icon'
import { SetEmblem } from './settings.generated'
import { words } from './text'

const EDGE = 200

interface Props {
  url: string | null
  version: number
  onDone: (what: string) => void
}

export function EmblemSlot({ url, version, onDone }: Props) {
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const { busy, fault, send } = useSending()
  const set = (image: string | null) =>
    send(async () => {
      const { setEmblem } = await staffRequest(SetEmblem, { input: { image, version } })
      setRefusals(setEmblem.errors)
      if (setEmblem.errors.length === 0) onDone(words.saved)
    })
  const pick = (file: File | undefined) => {
    if (!file) return
    small(file).then(set, () => setRefusals([{ field: null, message: words.emblemBad }]))
  }
  return (
    <div class="mt6">
      <h3>{words.emblem}</h3>
      <p class="soft small mt2">{words.emblemHelp}</p>
      <p class="mt3">{url ? <img src={url} alt={words.emblemNow} width={72} height={72} /> : words.emblemNone}</p>
      <label class="adder mt3">
        <Icon name="photo" />
        {words.emblemPick}
        <input id="emblem" type="file" accept="image/png,image/jpeg,image/webp" disabled={busy} onChange={(event) => pick(event.currentTarget.files?.[0])} />
      </label>
      {url && (
        <button class="btn btn--text mt2" type="button" aria-disabled={busy} onClick={() => set(null)}>
          {words.emblemClear}
        </button>
      )}
      <FormOops refusals={refusals} fields={[]} fault={fault} />
    </div>
  )
}

/** The picture as a small PNG, in base64. */
function small(file: File): Promise<string> {
  return new Promise((done, failed) => {
    const address = URL.createObjectURL(file)
    const image = new Image()
    image.onerror = failed
    image.onload = () => {
      URL.revokeObjectURL(address)
      const scale = Math.min(1, EDGE / Math.max(image.width, image.height))
      const canvas = document.createElement('canvas')
      canvas.width = Math.max(1, Math.round(image.width * scale))
      canvas.height = Math.max(1, Math.round(image.height * scale))
      canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
      const text = canvas.toDataURL('image/png').split(',')[1]
      if (text) done(text)
      else failed()
    }
    image.src = address
  })
}
