// One unit: its poster, and its codes for whom may withdraw them.
import { useState } from 'preact/hooks'
import { faultInWords } from '@/shared/staff/form'
import { FieldError } from '@/shared/ui/field'
import { text } from '../text'
import { PosterReady } from './poster-ready'
import { StickerSheet } from './sticker-sheet'
import { usePoster } from './use-poster'
import type { PosterUnit } from './use-poster'

const words = text.poster

export function PosterRow({ unit, county }: { unit: PosterUnit; county: string }) {
  const [codes, setCodes] = useState(false)
  const { busy, fault, url, print } = usePoster(county, unit.code)
  const allowed = unit.viewerCan.includes('PRINT_POSTER')
  return (
    <div class="rowend">
      <span class="rowend__text">
        <b>{unit.name}</b>
        <small>{allowed ? unit.parent?.name : words.cannot}</small>
      </span>
      <span class="rowend__btns">
        {allowed && (
          <button class="btn btn--quiet btn--small" type="button" aria-disabled={busy} aria-label={`${words.print}：${unit.name}`} onClick={print}>
            {busy ? words.making : words.print}
          </button>
        )}
        {unit.viewerCan.includes('REVOKE_STICKER') && (
          <button class="btn btn--quiet btn--small" type="button" aria-label={`${words.codes}：${unit.name}`} onClick={() => setCodes(true)}>
            {words.codes}
          </button>
        )}
      </span>
      {fault && <FieldError text={faultInWords(fault)} />}
      {url && <PosterReady name={unit.name} url={url} />}
      {codes && <StickerSheet unit={unit} county={county} onClose={() => setCodes(false)} />}
    </div>
  )
}
