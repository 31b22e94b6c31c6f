// 编码（墙贴） of one unit: which lead to its page, which were withdrawn and when; withdrawing one, and a poster with a new one.
import { useState } from 'preact/hooks'
import { clock, dayAndClock, dayWithYear } from '@/shared/format/format'
import { Done } from '@/shared/staff/done'
import { faultInWords } from '@/shared/staff/form'
import { useStaffQuery } from '@/shared/staff/use-staff'
import { FieldError } from '@/shared/ui/field'
import { Sheet } from '@/shared/ui/sheet'
import { Failed, Waiting } from '@/shared/ui/states'
import { text } from '../text'
import { PosterReady } from './poster-ready'
import { UnitStickers } from './poster.generated'
import type { StickerStateFragment } from './poster.generated'
import { RevokeForm } from './revoke-form'
import { usePoster } from './use-poster'
import type { PosterUnit } from './use-poster'

const words = text.stickers

interface Props {
  unit: PosterUnit
  county: string
  onClose: () => void
}

export function StickerSheet({ unit, county, onClose }: Props) {
  const [chosen, setChosen] = useState<string>()
  const [withdrawn, setWithdrawn] = useState<StickerStateFragment>()
  const { data, error, reload } = useStaffQuery(UnitStickers, { unit: unit.id })
  const done = (sticker: StickerStateFragment) => {
    setWithdrawn(sticker)
    setChosen(undefined)
    reload()
  }
  return (
    <Sheet key={chosen ?? ''} label={`${words.title}：${unit.name}`} onClose={onClose}>
      <h2>{unit.name}</h2>
      <p class="soft small">{words.title}</p>
      {chosen && <RevokeForm code={chosen} onBack={() => setChosen(undefined)} onDone={done} />}
      {!chosen && withdrawn?.revokedAt && <Done about={withdrawn.code}>{words.done(withdrawn.code, dayAndClock(withdrawn.revokedAt))}</Done>}
      {!chosen && !data && (error ? <Failed error={error} retry={reload} /> : <Waiting />)}
      {!chosen && data && <Codes list={data.unitStickers ?? []} unit={unit} county={county} onChoose={setChosen} onNew={reload} />}
      {!chosen && (
        <button class="btn btn--text mt3" type="button" onClick={onClose}>
          {words.close}
        </button>
      )}
    </Sheet>
  )
}

interface CodesProps {
  list: readonly StickerStateFragment[]
  unit: PosterUnit
  county: string
  onChoose: (code: string) => void
  onNew: () => void
}

function Codes({ list, unit, county, onChoose, onNew }: CodesProps) {
  const poster = usePoster(county, unit.code, onNew)
  const needsNew = list.every(({ revokedAt }) => revokedAt)
  return (
    <>
      {list.length > 0 && (
        <ul class="cells mt3">
          {list.map((sticker) => (
            <li key={sticker.code} class="rowend">
              <Code sticker={sticker} />
              {!sticker.revokedAt && (
                <button class="btn btn--quiet btn--small" type="button" aria-label={`${words.revoke}：${sticker.code}`} onClick={() => onChoose(sticker.code)}>
                  {words.revoke}
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      {needsNew && (
        <>
          <p class="mt4">{words.none}</p>
          <button class="btn mt3" type="button" aria-disabled={poster.busy} onClick={poster.print}>
            {poster.busy ? text.poster.making : words.printNew}
          </button>
        </>
      )}
      {poster.fault && <FieldError text={faultInWords(poster.fault)} />}
      {poster.url && <PosterReady name={unit.name} url={poster.url} />}
    </>
  )
}

function Code({ sticker: { code, madeAt, revokedAt } }: { sticker: StickerStateFragment }) {
  return (
    <span class="rowend__text">
      <b class="num">{code}</b>
      <small>{revokedAt ? words.revokedAt(`${dayWithYear(revokedAt)} ${clock(revokedAt)}`) : words.valid(dayWithYear(madeAt))}</small>
    </span>
  )
}
