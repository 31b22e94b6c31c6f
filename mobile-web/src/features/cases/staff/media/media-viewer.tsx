// Photos, recordings and videos of a case, one at a time, as copies under the viewer's name; the original is asked for apart.
import { useState } from 'preact/hooks'
import type { SignedInFragment } from '@/shared/staff/session.generated'
import { bytes } from '@/shared/format/format'
import { Icon } from '@/shared/ui/icon'
import type { CaseMediaFragment } from '../case/case.generated'
import { text } from '../text'
import { MEDIA } from '../words'
import { Frame } from './frame'
import { shortPrint, whyNotSeen } from './media-words'
import { Original } from './original'

const words = text.media

interface Props {
  list: readonly CaseMediaFragment[]
  viewer: SignedInFragment
  /** The case whose originals the viewer may have; none if only copies. */
  originalsOf: string | undefined
  /** The signed addresses have ended: ask for new ones. */
  onStale: () => void
}

export function MediaViewer({ list, viewer, originalsOf, onStale }: Props) {
  const [chosen, setChosen] = useState(0)
  const [zoomed, setZoomed] = useState(false)
  const at = Math.min(chosen, list.length - 1)
  const one = list[at]
  if (!one) return null
  const step = (by: number) => {
    setZoomed(false)
    setChosen((at + by + list.length) % list.length)
  }
  const zoomable = one.kind === 'PHOTO' && !whyNotSeen(one)
  return (
    <figure class="viewer">
      <Frame key={one.id} one={one} number={at + 1} zoomed={zoomed} viewer={viewer} onStale={onStale} />
      <div class="viewer__row">
        <Step label={words.previous} icon="back" hidden={list.length < 2} onClick={() => step(-1)} />
        <span class="num" role="status">
          {at + 1} / {list.length} · {MEDIA[one.kind]}
        </span>
        {zoomable && (
          <button class="viewer__zoom" type="button" aria-pressed={zoomed} onClick={() => setZoomed(!zoomed)}>
            {zoomed ? words.fit : words.zoom}
          </button>
        )}
        <Step label={words.next} icon="go" hidden={list.length < 2} onClick={() => step(1)} />
      </div>
      <Caption key={one.id} one={one} originalsOf={originalsOf} />
    </figure>
  )
}

function Step({ label, icon, hidden, onClick }: { label: string; icon: 'back' | 'go'; hidden: boolean; onClick: () => void }) {
  if (hidden) return <span />
  return (
    <button type="button" aria-label={label} onClick={onClick}>
      <Icon name={icon} size={26} />
    </button>
  )
}

function Caption({ one, originalsOf }: { one: CaseMediaFragment; originalsOf: string | undefined }) {
  const seen = !whyNotSeen(one)
  const mark = one.kind === 'PHOTO' ? words.photoMark : one.kind === 'VIDEO' ? words.videoMark : ''
  return (
    <figcaption class="viewer__cap">
      {seen && mark && <span class="line">{mark}</span>}
      <span class="line">
        {bytes(one.bytes)}
        {one.sha256 && (
          <>
            {' · '}
            {words.print} <span class="mono" title={one.sha256}>{shortPrint(one.sha256)}</span>
          </>
        )}
      </span>
      {originalsOf && one.state === 'READY' && <Original caseId={originalsOf} mediaId={one.id} />}
    </figcaption>
  )
}
