// One file as it is shown: a photo, a recording, a video under the watermark, or why there is nothing to see.
import { useState } from 'preact/hooks'
import type { SignedInFragment } from '@/shared/staff/session.generated'
import { Icon } from '@/shared/ui/icon'
import type { CaseMediaFragment } from '../case/case.generated'
import { text } from '../text'
import { MEDIA } from '../words'
import { whyNotSeen } from './media-words'
import { Watermark } from './watermark'

const words = text.media

interface Props {
  one: CaseMediaFragment
  number: number
  zoomed: boolean
  viewer: SignedInFragment
  onStale: () => void
}

export function Frame({ one, number, zoomed, viewer, onStale }: Props) {
  const [failed, setFailed] = useState<string>()
  const name = `${MEDIA[one.kind]} ${number}`
  const why = whyNotSeen(one)
  if (why || !one.viewUrl) return <Wait text={why ?? words.onlyOriginal} />
  if (failed === one.viewUrl) return <Wait text={words.stale} again={onStale} />
  const fail = () => setFailed(one.viewUrl ?? undefined)
  if (one.kind === 'PHOTO') return <Photo url={one.viewUrl} name={name} zoomed={zoomed} viewer={viewer} onFail={fail} />
  if (one.kind === 'AUDIO') {
    return (
      <div class="viewer__pic viewer__sound">
        <audio controls controlsList="nodownload" preload="none" src={one.viewUrl} aria-label={name} onError={fail} />
      </div>
    )
  }
  return (
    <div class="viewer__pic" onContextMenu={stay}>
      <video controls playsInline controlsList="nodownload nofullscreen noremoteplayback" disablePictureInPicture preload="none" poster={one.posterUrl ?? undefined} src={one.viewUrl} aria-label={name} onError={fail} />
      <Watermark viewer={viewer} />
    </div>
  )
}

/** The server has burned login and time into the photo; the name is laid over all of it, also where a larger view moves. */
function Photo({ url, name, zoomed, viewer, onFail }: { url: string; name: string; zoomed: boolean; viewer: SignedInFragment; onFail: () => void }) {
  return (
    <div class={`viewer__pic${zoomed ? ' viewer__pic--zoom' : ''}`} onContextMenu={stay} tabIndex={zoomed ? 0 : undefined} role={zoomed ? 'region' : undefined} aria-label={zoomed ? name : undefined}>
      <div class="viewer__photo">
        <img src={url} alt={`${name}，带您的水印`} draggable={false} onError={onFail} />
        <Watermark viewer={viewer} />
      </div>
    </div>
  )
}

function Wait({ text: why, again }: { text: string; again?: () => void }) {
  return (
    <div class="viewer__wait on-dark">
      <Icon name={again ? 'offline' : 'clock'} size={40} width={1.5} />
      <p>{why}</p>
      {again && (
        <button class="btn btn--quiet" type="button" onClick={again}>
          {words.again}
        </button>
      )}
    </div>
  )
}

/** No menu to save the picture: what is needed outside is the original, which is asked for apart. */
function stay(event: Event): void {
  event.preventDefault()
}
